"""Many people press the button for the last seat in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, connections

from events.actions.rsvp import answer_date
from events.models import Occurrence, Rsvp
from events.queries.seats import turn_of
from portal.notices.models import Notice
from tests.factories.people import UserFactory

CROWD = 500
AT_ONCE = 25
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


@pytest.fixture
def many_connections():
    """As many as have the button in reach at once; the portal itself shares eight."""
    options = connections.settings["default"]["OPTIONS"]
    usual = options.get("pool")
    if usual:
        connection.close()
        connection.close_pool()
        options["pool"] = {"min_size": 1, "max_size": AT_ONCE + 1, "timeout": LONG_ENOUGH_TO_MEET}
    yield
    if usual:
        connection.close()
        connection.close_pool()
        options["pool"] = usual


def crowd_presses(people, press) -> list[str]:
    """All of them, in threads that begin together and never pause."""
    start = Barrier(AT_ONCE, timeout=LONG_ENOUGH_TO_MEET)

    def some(crowd) -> list[str]:
        try:
            start.wait()
            return [press(one) for one in crowd]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        parts = pool.map(some, [people[n::AT_ONCE] for n in range(AT_ONCE)])
        return [place for part in parts for place in part]


@pytest.mark.proof
def test_five_hundred_press_and_one_gets_it_the_others_stand_in_line(call, many_connections):
    people = UserFactory.create_batch(CROWD)
    got = crowd_presses(
        people, lambda one: answer_date(occurrence=call, by=one, answer="yes").place
    )
    assert (got.count("seat"), got.count("waiting")) == (1, CROWD - 1)
    line = list(call.rsvps.in_line())
    assert [turn_of(rsvp) for rsvp in line] == list(range(1, CROWD))
    call.refresh_from_db()
    assert call.seats_taken == call.rsvps.seated().count() == 2


@pytest.mark.proof
def test_without_the_guard_many_of_five_hundred_get_it(call, many_connections):
    """The twin: everybody looks before the first one writes."""
    looked = Barrier(AT_ONCE, timeout=LONG_ENOUGH_TO_MEET)

    def press(person) -> str:
        seats = Occurrence.objects.get(pk=call.pk).seats_taken
        if seats >= 2:
            return "waiting"
        looked.wait()
        Rsvp.objects.create(occurrence=call, person=person)
        Occurrence.objects.filter(pk=call.pk).update(seats_taken=seats + 1)
        return "seat"

    got = crowd_presses(UserFactory.create_batch(CROWD), press)
    assert (got.count("seat"), call.rsvps.count()) == (AT_ONCE, 1 + AT_ONCE)


def test_leaving_and_asking_at_once_promotes_one_once(call):
    """Everybody with a seat leaves while others ask: never more seats than there are. The second
    seat is offered to who waits, or taken at once by who asks when nobody does.
    """
    holders = [rsvp.person for rsvp in call.rsvps.seated()]
    holders.append(UserFactory())
    answer_date(occurrence=call, by=holders[1], answer="yes")
    first = UserFactory()
    answer_date(occurrence=call, by=first, answer="yes")
    others = UserFactory.create_batch(2)
    start = Barrier(4, timeout=LONG_ENOUGH_TO_MEET)

    def press(person, answer) -> None:
        try:
            start.wait()
            answer_date(occurrence=call, by=person, answer=answer)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(press, [*holders, *others], ["no", "no", "yes", "yes"]))
    call.refresh_from_db()
    assert call.seats_taken == call.rsvps.holding().count() == 2
    assert call.rsvps.get(person=first).place == "offered"
    told = Notice.objects.filter(template="events/offer_seat")
    assert told.filter(person=first).count() == 1
    offered = call.rsvps.filter(place="offered")
    assert set(told.values_list("person", flat=True)) == set(
        offered.values_list("person", flat=True)
    )
    assert told.count() == offered.count()


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
