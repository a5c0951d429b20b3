"""Many people press the button for the last seat in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from events.actions.rsvp import answer_date
from events.models import Occurrence, Rsvp
from tests.factories.people import UserFactory

PEOPLE = 6  # the pool of PostgreSQL connections has eight
LONG_ENOUGH_TO_MEET = 10
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def call(make_series):
    """A call with two seats, of which one is taken."""
    call = make_series(capacity=2).occurrences.get(original_date=date(2026, 2, 3))
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    return call


def at_once(work) -> list[bool]:
    """Who got a seat, of many people in threads of their own."""
    people = UserFactory.create_batch(PEOPLE)
    start = Barrier(PEOPLE, timeout=LONG_ENOUGH_TO_MEET)

    def one(person) -> bool:
        try:
            return work(person, start)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(one, people))


def test_exactly_one_gets_the_last_seat(call):
    def press(person, start) -> bool:
        start.wait()
        return answer_date(occurrence=call, by=person, answer="yes").place == "seat"

    assert sorted(at_once(press)) == [False] * (PEOPLE - 1) + [True]
    call.refresh_from_db()
    assert (call.seats_taken, call.rsvps.seated().count()) == (2, 2)


def test_without_the_guard_everybody_gets_it(call):
    """The twin: look first, write then, as one would without thinking of others."""

    def press(person, start) -> bool:
        seats = Occurrence.objects.get(pk=call.pk).seats_taken
        start.wait()
        if seats >= 2:
            return False
        Rsvp.objects.create(occurrence=call, person=person)
        Occurrence.objects.filter(pk=call.pk).update(seats_taken=seats + 1)
        return True

    assert at_once(press) == [True] * PEOPLE
    call.refresh_from_db()
    assert (call.seats_taken, call.rsvps.count()) == (2, 1 + PEOPLE)


def test_a_double_click_takes_one_seat(call):
    person = UserFactory()
    start = Barrier(2, timeout=LONG_ENOUGH_TO_MEET)

    def press(_click) -> int:
        try:
            start.wait()
            return answer_date(occurrence=call, by=person, answer="yes").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(press, range(2)))) == 1
    call.refresh_from_db()
    assert (call.seats_taken, call.rsvps.count()) == (2, 2)
