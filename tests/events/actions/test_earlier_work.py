"""Seats and dates of before a walk began, or before a meeting was a step of it."""

from datetime import date, timedelta

import pytest

from events.actions.occurrence import cancel_occurrence
from events.actions.rsvp import answer_date, mark_attendance
from events.queries.own_dates import own_dates
from initiatives.onboarding.actions.edition import follow_edition, take_newest
from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.actions.own_work import take_back_meetings
from initiatives.onboarding.core.own_work import Piece, What
from portal.kit import clock
from tests.factories.onboarding import PathFactory, edition_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

HELLO = {"key": "hello"}
COME = {"key": "come", "kind": "attend", "meeting": "call"}
PROMISE = {**COME, "key": "promise", "rsvp_is_enough": True}
STEPS = [HELLO, COME, PROMISE]


@pytest.fixture
def call(make_series):
    return make_series(slug="call").occurrences.get(original_date=date(2026, 2, 3))


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def was_there(call, person, at):
    """They had said so, and were ticked; it is an hour after the end now."""
    rsvp = answer_date(occurrence=call, by=person, answer="yes")
    at(call.ends_at + timedelta(hours=1))
    shown = {rsvp.public_id}
    mark_attendance(occurrence=call, shown=shown, came=shown, by=UserFactory())


def test_who_has_a_seat_as_they_begin_has_promised_to_come(call, member):
    answer_date(occurrence=call, by=member, answer="yes")
    journey = start_journey(person=member, path=PathFactory(steps=STEPS))
    assert (marks(journey), journey.covered) == ({"promise": "rsvp"}, [])

    answer_date(occurrence=call, by=member, answer="no")
    assert marks(journey) == {}


def test_a_seat_speaks_for_a_step_of_which_a_check_in_no_longer_does(call, member):
    talk = {**PROMISE, "kind": "meet", "counts": "met"}
    journey = start_journey(person=member, path=PathFactory(steps=[talk]))
    step = journey.edition.steps.get()
    journey.completions.create(step=step, key=step.key, source="met")
    answer_date(occurrence=call, by=member, answer="yes")
    assert marks(journey) == {"promise": "met"}
    assert take_back_meetings(people=[member.pk], since=journey.started_at) == 1
    assert marks(journey) == {"promise": "rsvp"}


def test_a_date_that_is_over_or_cancelled_promises_nothing(call, member, at):
    answer_date(occurrence=call, by=member, answer="yes")
    other = call.series.occurrences.get(original_date=date(2026, 2, 10))
    answer_date(occurrence=other, by=member, answer="yes")
    cancel_occurrence(occurrence=other, by=UserFactory(), reason="")
    at(call.ends_at + timedelta(hours=1))
    assert marks(start_journey(person=member, path=PathFactory(steps=STEPS))) == {}


def test_who_was_there_before_they_began_is_asked_about_it(call, member, at):
    was_there(call, member, at)
    journey = start_journey(person=member, path=PathFactory(steps=STEPS))
    assert (marks(journey), journey.covered) == ({}, ["come", "promise"])


def test_a_step_that_a_newer_edition_brings_knows_what_they_did_meanwhile(call, member, at):
    path = PathFactory(steps=[HELLO, {"key": "more"}])
    journey = start_journey(person=member, path=path)
    complete_step(journey=journey, key="hello")
    was_there(call, member, at)
    edition_of(path, *STEPS)
    take_newest(journey=journey, now=clock.now())
    assert marks(journey) == {"hello": "self", "come": "attendance", "promise": "attendance"}
    assert set(journey.completions.exclude(key="hello").values_list("at", flat=True)) == {
        call.starts_at
    }


def test_who_had_done_nothing_and_is_moved_to_it_too(call, member):
    path = PathFactory(steps=[HELLO])
    journeys = [start_journey(person=person, path=path) for person in (member, UserFactory())]
    answer_date(occurrence=call, by=member, answer="yes")
    edition_of(path, *STEPS)
    follow_edition(path=path)
    assert [marks(journey) for journey in journeys] == [{"promise": "rsvp"}, {}]


def test_who_returns_finds_what_they_did_while_they_were_away(call, member):
    journey = start_journey(person=member, path=PathFactory(steps=STEPS))
    leave_journey(journey=journey)
    answer_date(occurrence=call, by=member, answer="yes")
    assert marks(journey) == {}
    start_journey(person=member, path=journey.path)
    assert marks(journey) == {"promise": "rsvp"}


def test_one_question_for_any_number_of_people_and_dates(
    call, member, at, django_assert_num_queries
):
    other = UserFactory()
    answer_date(occurrence=call, by=other, answer="yes")
    was_there(call, member, at)
    for week in (10, 17):
        later = call.series.occurrences.get(original_date=date(2026, 2, week))
        answer_date(occurrence=later, by=other, answer="yes")
    with django_assert_num_queries(1):
        told = own_dates(people=[member.pk, other.pk], meetings=["call"])
    assert sorted((person, piece.what) for person, piece in told) == sorted(
        [(member.pk, "attended"), (other.pk, "rsvp"), (other.pk, "rsvp")]
    )
    assert (member.pk, Piece(What.ATTENDED, call.starts_at, "call")) in told


def test_none_where_no_step_is_about_a_meeting(member, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert own_dates(people=[member.pk], meetings=[]) == []
