"""Saying that one comes, and having come, is a step of the path somebody walks."""

from datetime import date

import pytest

from events.actions.rsvp import answer_date, mark_attendance
from initiatives.onboarding.actions.journey import start_journey
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(make_series):
    return make_series(slug="call")


@pytest.fixture
def journey(member):
    come = {"key": "come", "kind": "attend", "meeting": "call"}
    promise = {**come, "key": "promise", "rsvp_is_enough": True}
    return start_journey(person=member, path=PathFactory(steps=[come, promise]))


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("step__key", "source"))


def on(series, day):
    return series.occurrences.get(original_date=date(2026, 2, day))


def test_a_seat_is_a_promise_and_a_tick_is_a_fact(series, member, journey, lead, at):
    rsvp = answer_date(occurrence=on(series, 3), by=member, answer="yes")
    assert marks(journey) == {"promise": "rsvp"}
    at(rsvp.occurrence.starts_at)
    seats = [rsvp.public_id]
    mark_attendance(occurrence=on(series, 3), shown=seats, came=seats, by=lead)
    assert marks(journey) == {"come": "attendance", "promise": "attendance"}
    assert set(journey.completions.values_list("at", flat=True)) == {rsvp.occurrence.starts_at}


def test_the_promise_is_taken_back_with_the_last_seat_at_that_meeting(series, member, journey):
    for day in (3, 10):
        answer_date(occurrence=on(series, day), by=member, answer="yes")
    answer_date(occurrence=on(series, 3), by=member, answer="no")
    assert marks(journey) == {"promise": "rsvp"}
    answer_date(occurrence=on(series, 10), by=member, answer="no")
    assert marks(journey) == {}


def test_who_was_there_stays_so_when_a_later_seat_is_given_back(series, member, journey, lead, at):
    rsvp = answer_date(occurrence=on(series, 3), by=member, answer="yes")
    answer_date(occurrence=on(series, 10), by=member, answer="yes")
    at(rsvp.occurrence.ends_at)
    seats = [rsvp.public_id]
    mark_attendance(occurrence=on(series, 3), shown=seats, came=seats, by=lead)
    answer_date(occurrence=on(series, 10), by=member, answer="no")
    assert marks(journey) == {"come": "attendance", "promise": "attendance"}


def test_a_tick_taken_back_leaves_the_promise(series, member, journey, lead, at):
    rsvp = answer_date(occurrence=on(series, 3), by=member, answer="yes")
    at(rsvp.occurrence.ends_at)
    for came in ([rsvp.public_id], []):
        mark_attendance(occurrence=on(series, 3), shown=[rsvp.public_id], came=came, by=lead)
    assert marks(journey) == {"promise": "rsvp"}


def test_a_tick_taken_back_changes_nothing_for_who_came_another_day(
    series, member, journey, lead, at
):
    seats = {
        day: answer_date(occurrence=on(series, day), by=member, answer="yes") for day in (3, 10)
    }
    at(seats[10].occurrence.ends_at)
    for day, rsvp in seats.items():
        shown = [rsvp.public_id]
        mark_attendance(occurrence=on(series, day), shown=shown, came=shown, by=lead)
    mark_attendance(occurrence=on(series, 3), shown=[seats[3].public_id], came=[], by=lead)
    assert marks(journey) == {"come": "attendance", "promise": "attendance"}


@pytest.mark.parametrize("many", [1, 20])
def test_ticks_ask_the_same_for_one_and_for_many(
    many, series, journey, lead, at, django_assert_num_queries
):
    people = UserFactory.create_batch(many)
    for person in people:
        start_journey(person=person, path=journey.path)
    shown = [
        answer_date(occurrence=on(series, 3), by=person, answer="yes").public_id
        for person in people
    ]
    at(on(series, 3).ends_at)
    with django_assert_num_queries(14):
        mark_attendance(occurrence=on(series, 3), shown=shown, came=shown, by=lead)
    with django_assert_num_queries(19):
        mark_attendance(occurrence=on(series, 3), shown=shown, came=[], by=lead)
