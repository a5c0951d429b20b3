"""Lines to paste into a README: they say the rule, and are read back as the same rule."""

from datetime import date

import pytest

from events.core.schedule_line import line_of
from events.core.schedule_text import read_schedule


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Tue 9am PT", "Every Tuesday at 09:00 Los Angeles time (America/Los_Angeles)"),
        ("Mon, Wed & Fri 9:00 UTC", "Every Monday, Wednesday and Friday at 09:00 UTC"),
        ("daily 9:00 UTC", "Every day at 09:00 UTC"),
        ("every other day 9:00 UTC+8", "Every other day at 09:00 UTC+8"),
        ("Tuesday 9:00 AoE", "Every Tuesday at 09:00 UTC-12"),
        ("Tuesday 9:00 UTC biweekly", "Every other Tuesday at 09:00 UTC"),
        ("Mon and Tue 9:00 UTC biweekly", "Every other week on Monday and Tuesday at 09:00 UTC"),
        ("every 4 Mondays 9:00 UTC", "Every 4 weeks on Monday at 09:00 UTC"),
        ("monthly on the first Tuesday 9:00 UTC", "First Tuesday of the month at 09:00 UTC"),
        (
            "last Friday and first Tuesday 9:00 UTC",
            "First Tuesday and last Friday of the month at 09:00 UTC",
        ),
        (
            "first Tuesday of every other month, 9:00 UTC",
            "First Tuesday of every other month at 09:00 UTC",
        ),
        ("first Tuesday every quarter, 9:00 UTC", "First Tuesday of every 3 months at 09:00 UTC"),
        ("the 1st and 15th of every month, 9:00 UTC", "1st and 15th of every month at 09:00 UTC"),
        ("every 22nd of the month, 9:00 UTC", "22nd of every month at 09:00 UTC"),
        ("every 12th of the month, 9:00 UTC", "12th of every month at 09:00 UTC"),
        ("last day of the month, 9:00 UTC", "last day of every month at 09:00 UTC"),
        (
            "Wednesday, after the fourth Tuesday, 9:00 UTC",
            "Wednesday after the fourth Tuesday of the month at 09:00 UTC",
        ),
        (
            "Monday before the third Tuesday, 9:00 UTC",
            "Monday after the second Tuesday of the month at 09:00 UTC",
        ),
    ],
)
def test_a_line_says_the_rule_and_is_read_back_as_it(text, line):
    (slot,) = read_schedule(text).slots
    assert line_of(slot) == line
    assert read_schedule(line).slots == (slot,)


def test_a_first_date_stands_behind_it():
    (slot,) = read_schedule("Tuesday 9:00 UTC biweekly").slots
    line = line_of(slot, first=date(2026, 12, 1))
    assert line == "Every other Tuesday at 09:00 UTC, starting 2026-12-01"
    reading = read_schedule(line)
    assert (reading.slots, reading.anchor) == ((slot,), date(2026, 12, 1))
