"""Addresses shown as evidence, line by line of their list: how each is spelled, and what the form
says to who shows it. What only shows where one is opened is played in `test_fetch.py`.
"""

import hashlib
import json
import os
from pathlib import Path

import pytest

from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.core.evidence_link import BadLink, canonical, holds_a_key
from initiatives.onboarding.models import Completion, Evidence
from tests.factories.onboarding import PathFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HERE = "/me/paths/first/show/send/"
WALK = "/me/paths/first/"
NOBODY_COULD = "Others could not open this. An address begins with https:// and has a name."
A_KEY = "There seems to be a key in this address."


def listed() -> list[dict]:
    """Read before the tests are, so that each line is one; without the data there is none."""
    folder = os.environ.get("ACCEPTANCE_DATA")
    if not folder:
        return []
    return json.loads((Path(folder) / "onboarding/evidence_urls.json").read_text())


def lines(**wanted) -> pytest.MarkDecorator:
    """Those of the list that are to be taken or refused, by their address."""
    found = [one for one in listed() if wanted.items() <= one.items()]
    return pytest.mark.parametrize("one", [pytest.param(one, id=one["url"]) for one in found])


@pytest.fixture(autouse=True)
def walked(member, settings):
    """Whatever is shown is looked at by a job that nobody runs here."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    path = PathFactory(slug="first", steps=[{"key": "send", "kind": "evidence"}])
    return start_journey(person=member, path=path)


def show(browser, one, **form):
    return browser.post(HERE, {"link": one["url"], "words": "It was merged.", **form}, follow=True)


def kept() -> tuple[int, int]:
    return Evidence.objects.count(), Completion.objects.count()


@lines(accept=False)
def test_it_is_refused_says_why_and_leaves_nothing(one, as_member):
    with pytest.raises(BadLink):
        canonical(one["url"])

    response = show(as_member, one)

    assert response.redirect_chain == []
    assert NOBODY_COULD in response.text
    assert kept() == (0, 0)


@lines(accept=True)
def test_it_is_kept_as_it_was_written_and_known_by_its_one_spelling(one, as_member):
    spelling = canonical(one["url"])
    assert spelling == one.get("canonical", spelling)
    assert holds_a_key(one["url"]) == ("warn" in one)

    response = show(as_member, one, **({"is_meant": "on"} if "warn" in one else {}))

    assert response.redirect_chain == [(WALK, 302)]
    shown = Evidence.objects.get()
    assert (shown.link, shown.found) == (one["url"], "")
    assert shown.fingerprint == hashlib.sha256(spelling.encode()).hexdigest()
    assert kept() == (1, 1)


@lines(url="https://example.org/private-doc?token=SECRET")
def test_one_with_a_key_is_asked_about_before_it_is_taken(one, as_member):
    assert A_KEY in show(as_member, one).text
    assert kept() == (0, 0)


def test_none_of_the_list_is_left_out(acceptance_data):
    told = listed()
    assert [sum(one["accept"] is taken for one in told) for taken in (True, False)] == [7, 19]
    assert sum("warn" in one for one in told) == 1
    pulls = {canonical(one["url"]) for one in told if "/scorecard/pull/1" in one["url"].lower()}
    assert pulls == {"https://github.com/ossf/scorecard/pull/1"}
