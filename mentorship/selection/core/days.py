"""When mentors may rank, until when they are asked to, and when they are reminded."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorship.core.phases import Dates, Phase, end_of_call, end_of_day, phase_at

REMIND_BEFORE = timedelta(days=3)
QUIET = timedelta(days=1)  # between being asked and being reminded
TOO_EARLY = (Phase.PLANNED, Phase.APPLICATIONS)
ASKED_IN = (Phase.REVIEW, Phase.MATCHING)


@dataclass(frozen=True)
class Days:
    """`closes_at` is the first instant that is late; until a result is published a late word
    counts too."""

    opens_at: datetime
    closes_at: datetime
    is_open: bool
    is_early: bool
    is_late: bool


def days_of(dates: Dates, now: datetime, *, is_published: bool) -> Days:
    """They begin once nobody can apply any more: before, the list is not whole."""
    closes_at = end_of_day(dates.review_until, dates.timezone)
    is_early = phase_at(dates, now) in TOO_EARLY
    return Days(
        opens_at=end_of_call(dates),
        closes_at=closes_at,
        is_open=not is_early and not is_published,
        is_early=is_early,
        is_late=now >= closes_at,
    )


def is_asking(dates: Dates, now: datetime) -> bool:
    return phase_at(dates, now) in ASKED_IN


def remind_at(dates: Dates, asked_at: datetime) -> datetime | None:
    """None where a reminder would come too soon after being asked, or too late."""
    closes_at = end_of_day(dates.review_until, dates.timezone)
    at = max(closes_at - REMIND_BEFORE, asked_at + QUIET)
    return at if at < closes_at else None


def is_reminding(dates: Dates, now: datetime) -> bool:
    """In the last three days."""
    closes_at = end_of_day(dates.review_until, dates.timezone)
    return closes_at - REMIND_BEFORE <= now < closes_at
