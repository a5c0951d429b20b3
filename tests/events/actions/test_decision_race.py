"""A decision about one date while a tick makes its series' dates: they take turns, in one order."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from events.actions.horizon import materialise
from events.actions.occurrence import cancel_occurrence
from events.actions.rsvp import answer_date
from events.actions.standing_answer import answer_series
from events.models import Rsvp, Series, Slot
from tests.factories.people import UserFactory

LONG_ENOUGH_TO_MEET = 0.5
pytestmark = pytest.mark.django_db(transaction=True)


def test_neither_waits_for_the_other_for_ever(make_series, now):
    series = make_series()
    call = series.occurrences.get(original_date=date(2026, 2, 10))

    def cancel_elsewhere() -> None:
        try:
            cancel_occurrence(occurrence=call, by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Slot.objects.filter(series=series).update(start_time="12:00")
            Series.objects.select_for_update().get(pk=series.pk)
            waiting = pool.submit(cancel_elsewhere)
            time.sleep(LONG_ENOUGH_TO_MEET)
            materialise(series=series, now=now)
            assert not waiting.done()
        waiting.result()
    call.refresh_from_db()
    assert (call.status, f"{call.starts_at:%H:%M}") == ("cancelled", "17:00")


def test_a_seat_taken_while_a_tick_removes_the_date_keeps_it(make_series, now):
    series, person = make_series(), UserFactory()
    call = series.occurrences.get(original_date=date(2026, 2, 10))
    Slot.objects.filter(series=series).update(
        start_date=date(2026, 2, 4), rrule="FREQ=WEEKLY;BYDAY=WE"
    )
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            answer_date(occurrence=call, by=person, answer="yes")
            waiting = pool.submit(elsewhere, materialise, series=series, now=now)
            time.sleep(LONG_ENOUGH_TO_MEET)
        waiting.result()
    assert Rsvp.objects.get().occurrence == call


def test_an_answer_for_all_dates_sees_one_that_was_given_meanwhile(make_series):
    series, person = make_series(), UserFactory()
    call = series.occurrences.get(original_date=date(2026, 2, 10))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            answer_date(occurrence=call, by=person, answer="yes")
            waiting = pool.submit(elsewhere, answer_series, series=series, by=person, answer="yes")
            time.sleep(LONG_ENOUGH_TO_MEET)
        waiting.result()
    call.refresh_from_db()
    assert (call.rsvps.count(), call.seats_taken) == (1, 1)


def elsewhere(action, **told) -> None:
    try:
        action(**told)
    finally:
        connection.close()
