from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from mentorship.core.phases import Dates
from mentorship.selection.core.days import days_of, is_asking, is_reminding, remind_at

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


def at(*day, hour=12):
    return datetime(2026, *day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "early", "late"),
    [
        (at(2, 10), True, False),
        (at(2, 28, hour=22), True, False),
        (at(2, 28, hour=23), False, False),
        (at(3, 14, hour=22), False, False),
        (at(3, 14, hour=23), False, True),
        (at(5, 1), False, True),
    ],
)
def test_they_begin_when_the_call_has_closed_and_a_late_word_still_counts(now, early, late):
    days = days_of(DATES, now, is_published=False)
    assert (days.is_early, days.is_late, days.is_open) == (early, late, not early)
    assert (days.opens_at, days.closes_at) == (at(2, 28, hour=23), at(3, 14, hour=23))


def test_they_begin_with_an_earlier_end_of_the_call():
    days = days_of(replace(DATES, closes_time=time(12, 59)), at(2, 28), is_published=False)
    assert (days.is_early, days.opens_at) == (False, at(2, 28))


@pytest.mark.parametrize(
    ("asked", "reminded"),
    [
        (at(3, 1), at(3, 11, hour=23)),
        (at(3, 12), at(3, 13)),
        (at(3, 14, hour=1), None),
    ],
)
def test_a_reminder_comes_three_days_before_the_end_or_a_day_after_the_asking(asked, reminded):
    assert remind_at(DATES, asked) == reminded


def test_a_published_result_ends_them():
    assert not days_of(DATES, at(3, 10), is_published=True).is_open


@pytest.mark.parametrize(
    ("now", "asks", "reminds"),
    [
        (at(2, 20), False, False),
        (at(3, 1), True, False),
        (at(3, 11, hour=22), True, False),
        (at(3, 11, hour=23), True, True),
        (at(3, 14, hour=22), True, True),
        (at(3, 14, hour=23), True, False),
        (at(3, 24), False, False),
    ],
)
def test_mentors_are_asked_until_the_results_and_reminded_in_the_last_three_days(
    now, asks, reminds
):
    assert (is_asking(DATES, now), is_reminding(DATES, now)) == (asks, reminds)
