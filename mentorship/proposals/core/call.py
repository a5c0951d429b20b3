"""When a cohort takes proposals, and from when on everybody sees those it approved."""

from dataclasses import dataclass
from datetime import date, datetime

from mentorship.core.phases import MINUTE, end_of_day, start_of_day


@dataclass(frozen=True)
class CallDates:
    """Whole days where the cohort lives, which may be anywhere on Earth."""

    timezone: str
    closes_on: date
    public_on: date


def takes_proposals(dates: CallDates, now: datetime) -> bool:
    """Who comes at 24:00 sharp is late."""
    return now < end_of_day(dates.closes_on, dates.timezone)


def is_public(dates: CallDates, now: datetime) -> bool:
    return now >= public_at(dates)


def public_at(dates: CallDates) -> datetime:
    return start_of_day(dates.public_on, dates.timezone)


def last_minute(dates: CallDates) -> datetime:
    return end_of_day(dates.closes_on, dates.timezone) - MINUTE
