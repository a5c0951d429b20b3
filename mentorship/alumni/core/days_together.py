"""What a certificate says of the time somebody was in pairs of a term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

A_WEEK = 7


@dataclass(frozen=True)
class DaysTogether:
    """From the first day to the last one; `weeks` are whole ones in a pair alone: nobody is said to
    have done more than they have."""

    first_day: date
    last_day: date
    weeks: int


def days_together(pairs: Iterable[tuple[date, date]], *, today: date) -> DaysTogether | None:
    """Of pairs by their first and their last day. A day counts once, in however many pairs at a
    time; one to come does not. None without a day."""
    days = {
        day
        for first, last in pairs
        for day in range(first.toordinal(), min(last, today).toordinal() + 1)
    }
    if not days:
        return None
    first, last = date.fromordinal(min(days)), date.fromordinal(max(days))
    return DaysTogether(first, last, weeks=len(days) // A_WEEK)
