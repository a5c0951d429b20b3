"""Coming to a meeting, or saying so, is a step done, without a click on the path."""

import pytest

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.actions.meeting_steps import (
    complete_meeting_steps,
    withdraw_meeting_steps,
)
from initiatives.onboarding.models import Completion
from portal.kit import clock
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

ATTEND = {"key": "come", "kind": "attend", "meeting": "call"}


@pytest.fixture
def journey(member):
    promised = {**ATTEND, "key": "promise", "rsvp_is_enough": True, "needs": ["a"]}
    other = {**ATTEND, "key": "other", "meeting": "workshop"}
    return start_journey(
        person=member, path=PathFactory(steps=[{"key": "a"}, ATTEND, promised, other])
    )


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("step__key", "source"))


def test_who_was_there_has_done_every_step_about_that_meeting(member, journey):
    assert complete_meeting_steps(people=[member], series_slug="call", how="attended") == 2
    assert marks(journey) == {"come": "attendance", "promise": "attendance"}


def test_being_there_begins_a_new_quiet(member, journey, at):
    at("2026-03-05T12:00Z")
    complete_meeting_steps(people=[member], series_slug="call", how="attended")
    journey.refresh_from_db()
    assert f"{journey.acted_at:%Y-%m-%d %H:%M}" == "2026-03-05 12:00"


def test_saying_that_one_will_come_counts_where_that_is_enough(member, journey):
    assert complete_meeting_steps(people=[member], series_slug="call", how="rsvp") == 1
    assert marks(journey) == {"promise": "rsvp"}


def test_it_may_be_said_again_and_the_stronger_word_stays(member, journey):
    complete_step(journey=journey, key="come")
    for how in ("rsvp", "attended", "attended", "rsvp"):
        complete_meeting_steps(people=[member], series_slug="call", how=how)

    assert marks(journey) == {"come": "attendance", "promise": "attendance"}


def test_who_will_not_come_after_all_has_the_step_before_them_again(member, journey):
    complete_meeting_steps(people=[member], series_slug="call", how="rsvp")
    assert withdraw_meeting_steps(people=[member], series_slug="call", how="rsvp") == 1
    assert marks(journey) == {}


def test_taking_back_an_answer_takes_back_nothing_else(member, journey):
    complete_meeting_steps(people=[member], series_slug="call", how="attended")
    assert withdraw_meeting_steps(people=[member], series_slug="call", how="rsvp") == 0
    assert marks(journey) == {"come": "attendance", "promise": "attendance"}


def test_what_has_to_be_shown_is_neither_marked_nor_lost_by_a_meeting(member):
    """Of editions that came out before a meeting at such a step was refused."""
    made = {"key": "made", "kind": "evidence", "meeting": "call", "rsvp_is_enough": True}
    journey = start_journey(person=member, path=PathFactory(steps=[made, ATTEND]))
    told = {"people": [member], "series_slug": "call"}
    complete_meeting_steps(**told, how="rsvp")
    complete_meeting_steps(**told, how="attended")
    assert marks(journey) == {"come": "attendance"}

    hand_in(journey=journey, key="made", link="", words="Here.", now=clock.now())
    complete_meeting_steps(**told, how="attended")
    withdraw_meeting_steps(**told, how="attended")
    assert marks(journey) == {"made": "shown"}


def test_nobody_elses_walk_and_none_that_was_left_is_touched(member, journey):
    other = start_journey(person=UserFactory(), path=journey.path)
    leave_journey(journey=journey)

    assert complete_meeting_steps(people=[member], series_slug="call", how="attended") == 0
    assert not Completion.objects.exists()
    assert marks(other) == {}


def test_it_asks_little_of_the_many_who_walk_no_such_path(member, django_assert_num_queries):
    with django_assert_num_queries(3):  # the question between the marks of a savepoint
        complete_meeting_steps(people=[member], series_slug="call", how="rsvp")


@pytest.mark.parametrize("many", [1, 20])
def test_it_asks_the_same_for_one_who_was_there_and_for_many(
    many, journey, django_assert_num_queries
):
    people = UserFactory.create_batch(many)
    for person in people:
        start_journey(person=person, path=journey.path)
    with django_assert_num_queries(6):
        assert complete_meeting_steps(people=people, series_slug="call", how="attended") == 2 * many
