"""When each letter of a cohort is due: days of Berlin, see the dates below."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from mentorship.core.phases import Dates
from mentorship.mailings.core.window import Kind, When, Window, when, window_of

DATES = Dates(
    timezone="Europe/Berlin",
    opens_on=date(2026, 2, 1),
    closes_on=date(2026, 2, 28),
    review_until=date(2026, 3, 14),
    results_on=date(2026, 3, 23),
    starts_on=date(2026, 4, 6),
    midterm_on=date(2026, 5, 18),
    ends_on=date(2026, 6, 28),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "opens", "late", "closes"),
    [
        (Kind.CALL_BEFORE, "01-31T23:00", "02-07T23:00", "02-28T23:00"),
        (Kind.CALL_FOLLOWERS, "01-31T23:00", "02-07T23:00", "02-28T23:00"),
        (Kind.DRAFTS, "02-21T23:00", "02-25T11:00", "02-28T23:00"),
        (Kind.RESULTS, "03-15T23:00", "03-22T23:00", "03-22T23:00"),
        (Kind.KICKOFF, "03-29T22:00", "04-05T22:00", "04-12T22:00"),
    ],
)
def test_each_letter_has_its_time(kind, opens, late, closes):
    assert window_of(kind, DATES) == Window(utc(opens), utc(late), utc(closes))


def test_an_earlier_end_of_the_call_moves_what_hangs_on_it():
    """Open until the minute of 11:00 in Berlin."""
    early = replace(DATES, closes_time=time(11, 0))
    assert window_of(Kind.CALL_BEFORE, early).closes_at == utc("02-28T10:01")
    assert window_of(Kind.DRAFTS, early).opens_at == utc("02-21T10:01")
    assert window_of(Kind.RESULTS, early) == window_of(Kind.RESULTS, DATES)


def test_too_early_now_and_of_no_use_any_more():
    window = window_of(Kind.DRAFTS, DATES)
    assert when(window, utc("02-21T22:59")) is When.EARLY
    assert when(window, utc("02-21T23:00")) is When.NOW
    assert when(window, utc("02-28T22:59")) is When.NOW
    assert when(window, utc("02-28T23:00")) is When.OVER
