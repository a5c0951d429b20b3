"""What a certificate says: the first day, the last one, and the weeks between that were in pairs."""

from datetime import date, timedelta

import pytest

from mentorship.alumni.core.days_together import DaysTogether, days_together

FIRST, LAST = date(2026, 4, 6), date(2026, 6, 28)
OVER = LAST + timedelta(days=3)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([(FIRST, LAST)], DaysTogether(FIRST, LAST, weeks=12)),
        ([(day(58), LAST)], DaysTogether(day(58), LAST, weeks=3)),
        ([(FIRST, day(20)), (day(42), LAST)], DaysTogether(FIRST, LAST, weeks=9)),
        ([(FIRST, day(20)), (FIRST, LAST)], DaysTogether(FIRST, LAST, weeks=12)),
        ([(FIRST, LAST + timedelta(weeks=4))], DaysTogether(FIRST, OVER, weeks=12)),
        ([(FIRST, FIRST)], DaysTogether(FIRST, FIRST, weeks=0)),
        ([(OVER + timedelta(days=1), OVER + timedelta(days=9))], None),
        ([], None),
    ],
    ids=["whole", "late", "gap", "two-at-once", "goes-on", "one-day", "to-come", "none"],
)
def test_days_in_pairs_and_whole_weeks_of_them(pairs, said):
    assert days_together(pairs, today=OVER) == said
