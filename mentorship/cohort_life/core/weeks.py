"""The weeks of a pair, counted from the Monday on which the cohort starts."""

from datetime import date, timedelta

A_WEEK = timedelta(weeks=1)
MOST_WEEKS = 64  # a cohort of 52, and an extension of 12
# A check-in may be said, or corrected, for so many weeks back.
WEEKS_BACK = 4


def week_on(day: date, *, starts_on: date, ends_on: date) -> int | None:
    """From 1 on; None before the start and after the end."""
    return (day - starts_on).days // 7 + 1 if starts_on <= day <= ends_on else None


def first_day(week: int, *, starts_on: date) -> date:
    return starts_on + A_WEEK * (week - 1)


def open_weeks(day: date, *, starts_on: date, ends_on: date) -> tuple[int, ...]:
    """The weeks a check-in can be said for: this one first, then those before; in the weeks after
    the end, the last ones of the term."""
    last = week_on(min(day, ends_on), starts_on=starts_on, ends_on=ends_on)
    if last is None:
        return ()
    now = (day - starts_on).days // 7 + 1
    return tuple(week for week in range(last, max(0, now - WEEKS_BACK - 1), -1))
