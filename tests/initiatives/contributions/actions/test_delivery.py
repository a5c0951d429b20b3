"""What is kept of a delivery, whatever it says and however often and in which order it comes."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from initiatives.contributions.actions.delivery import take_delivery
from initiatives.contributions.models import Contribution, Repository, Tally
from initiatives.onboarding.actions.journey import start_journey
from portal.people.actions.erase import erase_person
from tests.factories.contributions import with_github
from tests.factories.onboarding import PathFactory, edition_of
from tests.initiatives.contributions.deliveries import (
    MO,
    REPOSITORY,
    body_of,
    merged,
    pull_request,
    review,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)
COUNTED = {"counts": "merged", "repository": "ossf/demo"}


def take(told, event="pull_request") -> str:
    return take_delivery(event=event, body=body_of(told), now=NOW)


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def kept() -> list[tuple]:
    return list(Contribution.objects.order_by("at").values_list("kind", "number"))


@pytest.fixture
def ana(member, at):
    """She began on the first of March; her GitHub account has the number 501."""
    at("2026-03-01T09:00Z")
    return with_github(member)


@pytest.fixture
def journey(ana):
    steps = [
        {"key": "send", **COUNTED},
        {"key": "made", "kind": "evidence", **COUNTED, "how_many": 2},
        {"key": "docs", **COUNTED, "counts": "docs"},
        {"key": "look", **COUNTED, "counts": "reviewed"},
    ]
    return start_journey(person=ana, path=PathFactory(steps=steps))


def test_a_merged_pull_request_completes_the_step_from_the_moment_of_the_merge(journey):
    assert take(merged()) == "taken"
    assert marks(journey) == {"send": "github"}
    assert journey.completions.get().at == datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert kept() == [("opened", 1), ("merged", 1)]


def test_the_same_again_adds_nothing(journey):
    take(merged())
    assert [take(merged()), take(merged(title="Renamed"))] == ["known", "known"]
    assert kept() == [("opened", 1), ("merged", 1)]


def test_two_a_label_for_docs_and_a_review_complete_what_asks_for_them(journey):
    take(merged(id=100002, number=2, labels=[{"name": "docs"}]))
    take(merged())
    take(review(), "pull_request_review")
    assert marks(journey) == dict.fromkeys(["send", "made", "docs", "look"], "github")


def test_a_label_that_came_after_the_merge_counts_too(journey):
    take(merged())
    assert take(merged(labels=[{"name": "docs"}])) == "taken"
    assert marks(journey) == {"send": "github", "docs": "github"}


def test_in_every_order_the_same_is_known_and_done(journey):
    told = [
        pull_request("opened"),
        pull_request(closed_at="2026-03-01T12:00:00Z"),
        pull_request("reopened", state="open", updated_at="2026-03-01T13:00:00Z"),
        merged(),
    ]
    ends = set()
    for order in permutations(told):
        Contribution.objects.all().delete()
        journey.completions.all().delete()
        for one in order:
            take(one)
        ends.add((tuple(kept()), tuple(marks(journey).items())))
    assert ends == {
        (
            (("opened", 1), ("closed", 1), ("reopened", 1), ("merged", 1)),
            (("send", "github"),),
        )
    }


def test_of_who_connected_no_account_nothing_is_kept(journey):
    assert take(merged(user={"id": 402, "login": "gone", "type": "User"})) == "known"
    assert kept() == []


def test_of_somebody_erased_nothing_is_left_and_nothing_comes_back(journey, ana, superuser):
    take(merged())
    erase_person(person=ana, by=superuser)
    assert take(merged(id=100009, number=9)) == "known"
    assert kept() == []


def test_a_login_that_changed_hands_says_nothing(journey):
    assert take(merged(user={"id": 777, "login": "ana", "type": "User"})) == "known"
    assert marks(journey) == {}


def test_what_one_merged_oneself_waits_for_somebody(journey):
    assert take(merged(merged_by={"id": 501, "login": "ana"})) == "taken"
    assert marks(journey) == {}


def test_work_of_before_completes_nothing(journey):
    assert take(merged("2024-01-01T00:00:00Z", created_at=None)) == "taken"
    assert (marks(journey), kept()) == ({}, [("merged", 1)])


def test_a_date_to_come_is_left_out(journey):
    assert take(merged("2036-01-01T00:00:00Z")) == "implausible"
    assert (marks(journey), kept()) == ({}, [("opened", 1)])


class TestARepository:
    def test_that_no_step_speaks_of_is_ignored(self, ana):
        assert take(merged()) == "ignored"
        assert not Repository.objects.exists()

    def test_is_still_the_one_under_another_name(self, journey):
        take(merged(merged_by={"id": 501}))
        new = {**REPOSITORY, "full_name": "other/name"}
        assert take(merged(id=100002, number=2, repository=new)) == "taken"
        assert marks(journey) == {"send": "github"}

    def test_that_took_the_name_of_another_is_not_the_one(self, journey):
        take(merged())
        assert take(merged(repository={**REPOSITORY, "id": 13})) == "ignored"

    def test_may_be_meant_by_two_names(self, journey):
        take(merged(user=MO))
        edition_of(PathFactory(), {"key": "a", **COUNTED, "repository": "other/name"})
        take(merged(user=MO, repository={**REPOSITORY, "full_name": "Other/Name"}))
        assert list(Repository.objects.values_list("name", "github_id")) == [
            ("ossf/demo", 9001),
            ("other/name", 9001),
        ]

    def test_remembers_when_such_work_was_last_done_by_anybody(self, journey):
        for told in (merged("2026-03-05T09:00:00Z", user=MO), merged(user=MO)):
            take(told)
        take(review(user=MO, of={"id": 1, "login": "x"}), "pull_request_review")
        row = Repository.objects.get()
        days = [row.heard_at, row.merged_at, row.docs_at, row.reviewed_at]
        assert [day and f"{day:%d %H}" for day in days] == ["12 08", "05 09", None, "04 09"]


@pytest.mark.parametrize(
    ("told", "event", "outcome"),
    [
        (merged(), "push", "ignored"),
        (merged(), "ping", "ignored"),
        ({}, "pull_request", "unreadable"),
    ],
)
def test_what_cannot_be_used_is_only_counted(told, event, outcome):
    take(told, event)
    take(told, event)
    assert list(Tally.objects.values_list("outcome", "count")) == [(outcome, 2)]
    assert not Contribution.objects.exists()
