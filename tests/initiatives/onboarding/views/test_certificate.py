"""Whoever walked a path to its end, and of whom others found that it counts, may have it certified."""

import pytest

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import complete_step, start_journey
from initiatives.onboarding.actions.verdict import decide, take_evidence
from portal.credentials.models import Credential
from portal.kit import clock
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory

pytestmark = pytest.mark.django_db
STEPS = [
    {"key": "hello", "title": "Say hello"},
    {"key": "send", "title": "Send it", "kind": "evidence", "needs": ["hello"]},
]
HERE = "/me/paths/first/"


@pytest.fixture
def path():
    group = InitiativeFactory(slug="bear", name="BEAR")
    return PathFactory(slug="first", title="First change", initiative=group, steps=STEPS)


@pytest.fixture
def evidence(path, member):
    journey = start_journey(person=member, path=path)
    complete_step(journey=journey, key="hello")
    return hand_in(journey=journey, key="send", link="", words="Mine.", now=clock.now())


@pytest.fixture
def accepted(evidence, lead):
    lead_of(lead, evidence.journey.path.initiative)
    take_evidence(evidence=evidence, by=lead, now=clock.now())
    decide(evidence=evidence, by=lead, verdict="accepted", answer="", now=clock.now())


def certify(person):
    return signed_in(person).post(HERE, {"verb": "certify"}, follow=True)


def test_it_names_path_and_edition_and_nobody(accepted, member):
    assert "A certificate of it" in signed_in(member).get(HERE).text
    page = certify(member)
    one = Credential.objects.get()
    assert (one.kind, one.title, one.given_by, one.holder) == (
        "path",
        "First change",
        "BEAR",
        member,
    )
    assert one.what == (
        "walked the path “First change”, edition 1, to its end; others, or GitHub, found "
        "that 1 of its steps counts."
    )
    assert (page.redirect_chain[-1][0], one.shown_name) == (one.get_absolute_url(), "")
    assert "This certificate is valid" in page.text


def test_it_is_issued_once(accepted, member):
    for _ in range(2):
        certify(member)
    assert Credential.objects.count() == 1
    page = signed_in(member).get(HERE).text
    assert "See your certificate" in page
    assert "Issue it" not in page


def test_before_somebody_found_that_it_counts_there_is_none(evidence, member):
    assert "A certificate of it" not in signed_in(member).get(HERE).text
    assert "what you showed has to be found to count first" in certify(member).text
    assert not Credential.objects.exists()


def test_nobody_else_asks_for_it(accepted, lead):
    assert certify(lead).status_code == 404
    assert not Credential.objects.exists()


@pytest.mark.parametrize("came_so_far", ["evidence", "accepted"])
def test_the_page_of_a_walk_asks_the_same_before_and_after(
    request, member, came_so_far, django_assert_num_queries
):
    request.getfixturevalue(came_so_far)
    browser = signed_in(member)
    browser.get(HERE)
    with django_assert_num_queries(11):
        browser.get(HERE)
