"""What the screen of a walk says of somebody's own work, and what they can do about it."""

from datetime import UTC, datetime

import pytest

from initiatives.onboarding.actions.journey import start_journey
from tests.conftest import signed_in
from tests.factories.contributions import ContributionFactory, RepositoryFactory, with_github
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

WALK = "/me/paths/first/"
SEND = {"key": "send", "counts": "merged", "repository": "ossf/demo"}
BEFORE = datetime(2024, 1, 1, 12, tzinfo=UTC)
OFFERED = "From before you began here:"


@pytest.fixture
def walk(member, at):
    def walk(*steps, connected=True) -> str:
        path = PathFactory(slug="first", steps=list(steps) or [SEND])
        start_journey(person=member, path=path)
        RepositoryFactory()
        return signed_in(with_github(member) if connected else member).get(WALK).text

    at("2026-03-01T09:00Z")
    return walk


@pytest.fixture
def done(member):
    """Something the member did, after they began if nothing else is said."""
    return lambda **told: ContributionFactory(person=member, **told)


def test_who_connected_no_account_is_told_that_they_could(walk, settings):
    apps = {"APPS": [{"client_id": "x", "secret": "y"}]}
    settings.SOCIALACCOUNT_PROVIDERS = {"github": apps}
    assert 'href="/accounts/3rdparty/">Connect your GitHub account' in walk(connected=False)


def test_where_nobody_can_connect_one_nothing_is_said(walk):
    assert "GitHub account" not in walk(connected=False)


def test_what_completes_the_step_stands_there_and_that_nothing_has_come(walk):
    page = walk()
    assert "a merged pull request in ossf/demo" in page
    assert "GitHub has told nothing of you here yet." in page


@pytest.mark.parametrize(("token", "is_said"), [("", False), ("canary-token", True)])
def test_where_github_is_asked_it_is_said_that_earlier_work_is_asked_for(
    walk, settings, token, is_said
):
    settings.GITHUB_TOKEN = token
    assert ("What you did there in the last 90 days is asked for" in walk()) is is_said


def test_an_open_pull_request_is_under_way(walk, done):
    done(kind="opened", number=5)
    page = walk()
    assert "Open, not merged yet:" in page
    assert 'href="https://github.com/ossf/demo/pull/5" rel="nofollow">#5</a>' in page


def test_of_several_it_is_told_how_many(walk, done):
    done(number=3)
    assert "1 of 3 counted: " in walk({**SEND, "how_many": 3})


def test_earlier_work_is_offered_and_counts_with_one_press(walk, done, member):
    done(number=13, at=BEFORE)
    page = walk()
    assert OFFERED in page
    assert "(1 January 2024)" in page

    signed_in(member).post(WALK, {"verb": "prior", "step": "send"})
    page = signed_in(member).get(WALK).text
    assert "you had done it before" in page
    assert OFFERED not in page


def test_earlier_work_that_is_not_enough_is_not_offered(walk, done):
    done(number=13, at=BEFORE)
    assert OFFERED not in walk({**SEND, "how_many": 2})


def test_where_something_is_to_be_shown_earlier_work_is_shown_to_somebody(walk, done):
    done(number=13, at=BEFORE)
    page = walk({**SEND, "kind": "evidence"})
    assert "Yes, that counts" not in page
    assert 'href="/me/paths/first/show/send/?pull=13"' in page


def test_what_one_merged_oneself_is_told_and_may_be_shown(walk, done):
    done(number=7, is_own_merge=True)
    page = walk({"key": "hello"}, {**SEND, "kind": "evidence"})
    assert "You merged this yourself, so it does not count by itself:" in page
    assert "Show #7 to somebody who looks" in page


def test_work_of_when_somebody_else_had_the_account_is_told_and_may_be_shown(walk, done):
    done(number=7, had_by_another=True)
    page = walk({"key": "hello"}, {**SEND, "kind": "evidence"})
    assert "which another account here had before; so it does not count by itself, and" in page
    assert "Show #7 to somebody who looks" in page
    assert "GitHub has told nothing of you here yet." not in page


def test_what_is_shown_to_somebody_is_the_latest(walk, done):
    done(number=7, is_own_merge=True)
    done(number=8, had_by_another=True, at=datetime(2026, 3, 4, tzinfo=UTC))
    assert "Show #8 to somebody who looks" in walk({"key": "hello"}, {**SEND, "kind": "evidence"})


def test_the_work_of_others_and_of_other_repositories_is_not_told(walk, done):
    ContributionFactory(person=UserFactory(), number=5)
    done(number=6, repository_id=13)
    assert "GitHub has told nothing of you here yet." in walk()


@pytest.mark.parametrize(("steps", "more"), [(1, 2), (8, 2)])
def test_it_asks_the_same_for_one_step_and_for_many(
    steps, more, member, client, django_assert_num_queries
):
    with_github(member)
    for slug, counted in (("plain", {}), ("counted", SEND)):
        told = [{**counted, "key": f"step-{place}"} for place in range(steps)]
        start_journey(person=member, path=PathFactory(slug=slug, steps=told))
    RepositoryFactory()
    client.force_login(member)
    client.get("/me/paths/plain/")
    with django_assert_num_queries(9):
        client.get("/me/paths/plain/")
    with django_assert_num_queries(9 + more):
        client.get("/me/paths/counted/")
    ContributionFactory(person=member, kind="closed")
    with django_assert_num_queries(9 + more):
        client.get("/me/paths/counted/")


class TestDocsByTheFilesThatWereChanged:
    DOCS = {"key": "docs", "counts": "docs", "repository": "ossf/demo", "paths": "docs/"}
    UNKNOWN = "Merged; whether it changed such files is not known yet:"

    def test_is_not_known_before_somebody_asked(self, walk, done):
        done()
        page = walk(self.DOCS)
        assert "a merged change of the docs in ossf/demo (docs/)" in page
        assert self.UNKNOWN in page
        assert "GitHub has told nothing of you here yet." not in page

    def test_may_be_shown_to_somebody_meanwhile(self, walk, done):
        done()
        assert "Show #1 to somebody who looks" in walk({**self.DOCS, "kind": "evidence"})

    def test_says_nothing_once_it_is_known_that_it_did_not(self, walk, done):
        done(files=["src/a.py"], are_all_files=True)
        assert self.UNKNOWN not in walk(self.DOCS)
