"""When a letter to many is due: from an instant on, and of no use after another."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from mentorship.core.phases import Dates, end_of_call, end_of_day, start_of_day

WEEK = timedelta(days=7)


class Kind(StrEnum):
    """The letters of a cohort, in their order."""

    CALL_BEFORE = "call-before"
    CALL_FOLLOWERS = "call-followers"
    DRAFTS = "drafts"
    RESULTS = "results"
    KICKOFF = "kickoff"


class When(StrEnum):
    EARLY = "early"
    NOW = "now"
    OVER = "over"


@dataclass(frozen=True)
class Window:
    """Half open. Past `late_from` it is still of use, and should have gone."""

    opens_at: datetime
    late_from: datetime
    closes_at: datetime


def window_of(kind: Kind, dates: Dates) -> Window:
    opens = start_of_day(dates.opens_on, dates.timezone)
    closes = end_of_call(dates)
    results = start_of_day(dates.results_on, dates.timezone)
    starts = start_of_day(dates.starts_on, dates.timezone)
    if kind in {Kind.CALL_BEFORE, Kind.CALL_FOLLOWERS}:
        return Window(opens, min(opens + WEEK, closes), closes)
    if kind is Kind.DRAFTS:
        began = max(opens, closes - WEEK)
        return Window(began, began + (closes - began) / 2, closes)
    if kind is Kind.RESULTS:
        read = end_of_day(dates.review_until, dates.timezone)
        return Window(max(read, results - WEEK), results, results)
    first_week_over = starts + WEEK
    return Window(max(results, starts - WEEK), starts, first_week_over)


def when(window: Window, now: datetime) -> When:
    if now < window.opens_at:
        return When.EARLY
    return When.NOW if now < window.closes_at else When.OVER
