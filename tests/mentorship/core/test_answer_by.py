"""Until when a match is to be answered, where the cohort lives."""

from datetime import UTC, date, datetime

import pytest

from mentorship.core.answer_by import answer_by
from mentorship.core.phases import ANYWHERE_ON_EARTH

MONDAY = date(2026, 4, 6)


@pytest.mark.parametrize(
    ("told_at", "timezone", "until"),
    [
        (datetime(2026, 3, 16, 12, tzinfo=UTC), "UTC", datetime(2026, 3, 24, tzinfo=UTC)),
        # Clocks change on 29 March; the day ends at 22:00 UTC after it, not at 23:00.
        (
            datetime(2026, 3, 24, 12, tzinfo=UTC),
            "Europe/Berlin",
            datetime(2026, 3, 31, 22, tzinfo=UTC),
        ),
        # 23:30 UTC is the next day in Berlin already.
        (
            datetime(2026, 3, 16, 23, 30, tzinfo=UTC),
            "Europe/Berlin",
            datetime(2026, 3, 24, 23, tzinfo=UTC),
        ),
        (
            datetime(2026, 3, 16, 11, 59, tzinfo=UTC),
            ANYWHERE_ON_EARTH,
            datetime(2026, 3, 23, 12, tzinfo=UTC),
        ),
    ],
)
def test_it_is_the_end_of_a_day_of_the_cohort(told_at, timezone, until):
    assert answer_by(told_at=told_at, days=7, starts_on=MONDAY, timezone=timezone) == until


def test_who_is_told_shortly_before_the_term_answers_before_it():
    told_at = datetime(2026, 4, 2, 9, tzinfo=UTC)
    until = answer_by(told_at=told_at, days=7, starts_on=MONDAY, timezone="UTC")
    assert until == datetime(2026, 4, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "told_at", [datetime(2026, 4, 5, 9, tzinfo=UTC), datetime(2026, 5, 1, 9, tzinfo=UTC)]
)
def test_nobody_gets_less_than_a_day_and_a_term_that_runs_is_no_bound(told_at):
    until = answer_by(told_at=told_at, days=2, starts_on=MONDAY, timezone="UTC")
    assert (until - told_at).days == 2
