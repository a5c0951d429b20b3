"""Three, six and twelve months after, once each, whenever the clock ticks."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.alumni.core.later import ANSWERED_WITHIN, MONTHS, day_after, due_on

ENDS = date(2026, 6, 28)


@pytest.mark.parametrize(
    ("ends_on", "months", "day"),
    [
        (ENDS, 3, date(2026, 9, 28)),
        (ENDS, 6, date(2026, 12, 28)),
        (ENDS, 12, date(2027, 6, 28)),
        (date(2026, 11, 29), 3, date(2027, 2, 28)),
        (date(2027, 11, 29), 3, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_the_same_day_of_a_later_month(ends_on, months, day):
    assert day_after(ends_on, months) == day


@pytest.mark.parametrize(
    ("today", "asked", "due"),
    [
        (date(2026, 9, 27), [], None),
        (date(2026, 9, 28), [], 3),
        (date(2026, 9, 28), [3], None),
        (date(2026, 11, 27), [], 3),
        (date(2026, 11, 28), [], None),
        (date(2026, 12, 28), [], 6),
        (date(2026, 12, 28), [3], 6),
        (date(2027, 8, 27), [3, 6], 12),
        (date(2027, 8, 28), [3, 6], None),
    ],
)
def test_what_is_due(today, asked, due):
    assert due_on(ENDS, today, asked) == due


@given(st.sets(st.integers(0, 900)))
@example({92, 93, 400})
@example(set(range(900)))
def test_whatever_days_are_missed_nobody_is_asked_twice_or_too_late(days):
    asked: list[int] = []
    for number in sorted(days):
        today = ENDS + timedelta(days=number)
        months = due_on(ENDS, today, asked)
        if months:
            assert months not in asked
            assert day_after(ENDS, months) <= today <= day_after(ENDS, months) + ANSWERED_WITHIN
            asked.append(months)
    assert asked == sorted(asked)
    if len(days) == 900:
        assert asked == list(MONTHS)
