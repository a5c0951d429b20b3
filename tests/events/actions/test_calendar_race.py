"""Somebody answers while a calendar elsewhere is taken in: no seat is lost from the count."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from events.actions.calendar_source import Copy, import_calendar
from events.actions.rsvp import answer_date
from events.core.foreign_calendar import read_foreign
from events.models import Occurrence
from tests.events.core.calendar_text import vcalendar, vevent
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

LONG_ENOUGH_TO_MEET = 0.5
pytestmark = pytest.mark.django_db(transaction=True)
CALL = ("DTSTART:20260203T170000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "SUMMARY:Call")
DAY = date(2026, 2, 10)
OFF = vevent("RECURRENCE-ID:20260210T170000Z", "STATUS:CANCELLED")


@pytest.fixture
def take(now):
    group = InitiativeFactory()

    def take(*events: str) -> None:
        copy = Copy(read_foreign(vcalendar(*events)))
        import_calendar(initiative=group, copy=copy, name="calls.ics", now=now)

    take(vevent(*CALL))
    return take


def elsewhere(action, *told) -> None:
    try:
        action(*told)
    finally:
        connection.close()


def answered_meanwhile(action, *told) -> tuple[int, str]:
    """Seats by the count of the date, and how it stands, once both are done."""
    call, person = Occurrence.objects.get(original_date=DAY), UserFactory()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            answer_date(occurrence=call, by=person, answer="yes")
            waiting = pool.submit(elsewhere, action, *told)
            time.sleep(LONG_ENOUGH_TO_MEET)
        waiting.result()
    call.refresh_from_db()
    return call.seats_taken, call.status


def test_the_source_cancels_one_date(take):
    assert answered_meanwhile(take, vevent(*CALL), OFF) == (1, "cancelled")


def test_the_source_cancels_the_whole(take):
    assert answered_meanwhile(take, vevent(*CALL, "STATUS:CANCELLED")) == (1, "cancelled")


def test_the_source_cancelled_the_whole_before_this_date_was_made(take):
    take(vevent(*CALL, "STATUS:CANCELLED"))
    Occurrence.objects.update(status="scheduled", changed_at=None)
    assert answered_meanwhile(take, vevent(*CALL, "STATUS:CANCELLED")) == (1, "cancelled")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer at a time")
def test_without_the_lock_the_seat_is_lost_from_the_count(take):
    """The twin: read, wait for the other, save the whole row."""

    def cancel_unlocked() -> None:
        row = Occurrence.objects.get(original_date=DAY)
        row.status = "cancelled"
        row.save()

    assert answered_meanwhile(cancel_unlocked) == (0, "cancelled")
