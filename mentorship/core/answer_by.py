"""Until when a match is to be answered."""

from datetime import date, datetime, timedelta

from portal.core import zones

from .phases import end_of_day, start_of_day

A_DAY = timedelta(days=1)
REMIND_BEFORE = timedelta(days=2)


def answer_by(*, told_at: datetime, days: int, starts_on: date, timezone: str) -> datetime:
    """The first instant that is too late: the end of the last of so many days after the one it was
    told on, or the beginning of the term if that is earlier and leaves a day at least."""
    told_on = told_at.astimezone(zones.zone(timezone)).date()
    last = end_of_day(told_on + days * A_DAY, timezone)
    begins = start_of_day(starts_on, timezone)
    return begins if told_at + A_DAY <= begins < last else last


def reminded_at(*, told_at: datetime, answer_by: datetime) -> datetime | None:
    """When who has not answered is reminded; nobody so soon after they were told."""
    at = max(answer_by - REMIND_BEFORE, told_at + REMIND_BEFORE)
    return at if at < answer_by else None
