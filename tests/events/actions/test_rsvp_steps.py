"""Saying that one comes, and having come, is a step of the path somebody walks."""

from datetime import date

import pytest

from events.actions.rsvp import give_back_seat, mark_attendance, take_seat
from initiatives.onboarding.actions.journey import start_journey
from tests.factories.onboarding import PathFactory

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
    rsvp = take_seat(occurrence=on(series, 3), by=member)
    assert marks(journey) == {"promise": "rsvp"}
    at(rsvp.occurrence.starts_at)
    seats = [rsvp.public_id]
    mark_attendance(occurrence=on(series, 3), shown=seats, came=seats, by=lead)
    assert marks(journey) == {"come": "attendance", "promise": "attendance"}
    assert set(journey.completions.values_list("at", flat=True)) == {rsvp.occurrence.starts_at}


def test_the_promise_is_taken_back_with_the_last_seat_at_that_meeting(series, member, journey):
    for day in (3, 10):
        take_seat(occurrence=on(series, day), by=member)
    give_back_seat(occurrence=on(series, 3), by=member)
    assert marks(journey) == {"promise": "rsvp"}
    give_back_seat(occurrence=on(series, 10), by=member)
    assert marks(journey) == {}


def test_who_was_there_stays_so_when_a_later_seat_is_given_back(series, member, journey, lead, at):
    rsvp = take_seat(occurrence=on(series, 3), by=member)
    take_seat(occurrence=on(series, 10), by=member)
    at(rsvp.occurrence.ends_at)
    seats = [rsvp.public_id]
    mark_attendance(occurrence=on(series, 3), shown=seats, came=seats, by=lead)
    give_back_seat(occurrence=on(series, 10), by=member)
    assert marks(journey) == {"come": "attendance", "promise": "attendance"}
