"""Work that was merged and reverted: the step goes on counting, and who looks at it is told."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from initiatives.contributions.actions.delivery import take_delivery
from initiatives.contributions.models import Revert
from initiatives.contributions.queries.undone import undone_for, undone_of
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.models import Evidence
from tests.conftest import lead_of, signed_in
from tests.factories.contributions import with_github
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory
from tests.initiatives.contributions.deliveries import (
    REPOSITORY,
    body_of,
    merged,
    pull_request,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 12, 8, tzinfo=UTC)
LATER = datetime(2026, 4, 20, 8, tzinfo=UTC)
STRANGER = {"id": 999, "login": "zed", "type": "User"}
COUNTED = {"kind": "evidence", "counts": "merged", "repository": "ossf/demo"}
SAID = "#1 was reverted on 5 March 2026 by"
WORK = "https://github.com/OSSF/Demo/pull/1/files"


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def group():
    return InitiativeFactory(slug="bear", name="BEAR")


@pytest.fixture
def chair(lead, group):
    lead_of(lead, group)
    return lead


@pytest.fixture
def ana(member, at):
    """She began on the first of March; her GitHub account has the number 501."""
    at("2026-03-01T09:00Z")
    return with_github(member)


@pytest.fixture
def journey(ana, group):
    steps = [{"key": "send", "title": "Send it", **COUNTED}, {"key": "show", "kind": "evidence"}]
    return start_journey(person=ana, path=PathFactory(slug="first", initiative=group, steps=steps))


def reverting(number=1, *, by_number=5, **told) -> dict:
    words = {"user": STRANGER, "body": f"Reverts ossf/demo#{number}", **told}
    return merged(at="2026-03-05T09:00:00Z", id=100000 + by_number, number=by_number, **words)


def take(*messages) -> list[str]:
    return [take_delivery(event="pull_request", body=body_of(told), now=NOW) for told in messages]


def show(journey, key="send", link=WORK) -> Evidence:
    words = {"link": link, "words": "It was merged.", "is_prior": True}
    return hand_in(journey=journey, key=key, now=datetime(2026, 3, 2, 8, tzinfo=UTC), **words)


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def told(person, now=NOW) -> list[tuple[str, int, int]]:
    return [
        (one.evidence.key, one.number, one.by_number) for one in undone_for(person=person, now=now)
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_whatever_order_it_comes_the_step_counts_and_who_looks_is_told(order, journey, chair):
    show(journey)
    messages = [pull_request("opened"), merged(), reverting()]
    take(*(messages[place] for place in order))
    assert marks(journey) == {"send": "github"}
    assert told(chair) == [("send", 1, 5)]


def test_told_again_it_is_one(journey):
    assert take(reverting(), reverting()) == ["taken", "known"]
    assert list(Revert.objects.values_list("repository_id", "number", "by_number")) == [
        (REPOSITORY["id"], 1, 5)
    ]


def test_only_what_is_merged_into_a_repository_that_is_spoken_of_takes_something_back(journey):
    elsewhere = {"id": 77, "full_name": "ossf/else", "private": False}
    take(
        reverting(merged_at=None),
        reverting(repository=elsewhere),
        reverting(body=None),
        reverting(merged_at="2036-03-05T09:00:00Z"),
        reverting(by_number=1),
    )
    assert not Revert.objects.exists()


def test_a_revert_by_a_machine_counts_as_one(journey):
    take(reverting(user={"id": 1, "login": "revert[bot]", "type": "Bot"}))
    assert Revert.objects.count() == 1


def test_what_is_taken_back_in_turn_is_told_no_longer(journey, chair):
    show(journey)
    take(merged(), reverting())
    take(reverting(5, by_number=9))
    assert told(chair) == []


def test_also_what_was_found_to_count_by_its_address(journey, chair):
    evidence = show(journey, "show")
    decide(evidence=evidence, verdict="accepted", answer="", by=chair, now=NOW)
    take(reverting())
    assert marks(journey)["show"] == "verified"
    assert told(chair) == [("show", 1, 5)]


def test_nothing_is_told_of_other_work_nor_of_what_was_sent_back(journey, chair):
    show(journey, "show", link="https://github.com/ossf/demo/pull/12")
    evidence = show(journey, link="https://example.org/other")
    decide(evidence=evidence, verdict="changes", answer="More.", by=chair, now=NOW)
    take(merged(), reverting())
    assert told(chair) == []
    assert undone_of(evidence=evidence) is None


def test_where_nothing_was_shown_nobody_learns_who_walks_a_path(journey, chair):
    take(merged(), reverting())
    assert marks(journey) == {"send": "github"}
    assert told(chair) == []


def test_of_what_counted_and_was_not_shown_nobody_learns_the_number(journey, chair):
    evidence = show(journey, link="")
    take(merged(), reverting())
    assert marks(journey) == {"send": "github"}
    assert (told(chair), undone_of(evidence=evidence)) == ([], None)


def test_a_flood_of_reverts_hides_none(journey, chair):
    evidence = show(journey)
    take(merged(), reverting())
    for by_number in range(100, 160):
        take(reverting(by_number - 50, by_number=by_number))
    assert told(chair) == [("send", 1, 5)]
    assert undone_of(evidence=evidence).number == 1


def test_one_that_names_many_is_believed_of_the_first_ten(journey, django_assert_max_num_queries):
    lines = "\n".join(f"Reverts #{number}" for number in range(1, 2000))
    with django_assert_max_num_queries(30):
        assert take(reverting(by_number=3000, body=lines)) == ["taken"]
    assert sorted(Revert.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_it_is_for_who_may_look_and_for_four_weeks(journey, chair, ana, member, staff):
    evidence = show(journey)
    take(merged(), reverting())
    assert [told(person) for person in (chair, ana, staff)] == [[("send", 1, 5)], [], []]
    assert told(chair, LATER) == []
    assert undone_of(evidence=evidence).by_number == 5


def test_the_desk_says_so_beside_the_queue_and_on_the_page_of_the_evidence(journey, chair, at):
    evidence = show(journey)
    take(merged(), reverting())
    at("2026-03-12T09:00Z")
    desk = signed_in(chair)
    for address in ("/desk/evidence/", f"/desk/evidence/{evidence.public_id}/"):
        page = desk.get(address).text
        assert SAID in page
        assert "https://github.com/ossf/demo/pull/5" in page
    assert SAID not in desk.get("/paths/first/").text


def test_what_does_not_speak_of_work_asks_nothing(journey, chair, django_assert_num_queries):
    evidence = show(journey, "show", link="https://example.org/other")
    evidence = Evidence.objects.select_related("step", "journey").get(pk=evidence.pk)
    with django_assert_num_queries(0):
        assert undone_of(evidence=evidence) is None
    with django_assert_num_queries(1):
        assert told(chair) == []


@pytest.mark.parametrize("many", [1, 4])
def test_it_takes_as_many_queries_for_one_as_for_many(
    many, journey, chair, django_assert_num_queries
):
    steps = [{"key": f"s{number}", "kind": "evidence"} for number in range(many)]
    path = PathFactory(initiative=journey.path.initiative, steps=steps)
    other = start_journey(person=journey.person, path=path)
    for number in range(many):
        show(other, f"s{number}", link=f"https://github.com/ossf/demo/pull/{number + 1}")
        take(reverting(number + 1, by_number=50 + number))
    with django_assert_num_queries(7):
        assert len(undone_for(person=chair, now=NOW)) == many
