"""The phases of a cohort, named from its dates alone.

A date is a whole day where the cohort lives: what opens on a day opens with its first instant, and
what closes on a day closes with its last. Who comes at 24:00 sharp is late. Applications alone may
close earlier that day: the minute of their deadline is the last one in time, as 23:59 is of a day.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from portal.core import zones

ANYWHERE_ON_EARTH = "Etc/GMT+12"
MINUTE = timedelta(minutes=1)


class Phase(StrEnum):
    PLANNED = "planned"
    APPLICATIONS = "applications"
    REVIEW = "review"
    MATCHING = "matching"
    MATCHED = "matched"
    RUNNING = "running"
    MIDTERM = "midterm"
    FINISHED = "finished"


FINDS_PAIRS = (Phase.REVIEW, Phase.MATCHING, Phase.MATCHED, Phase.RUNNING, Phase.MIDTERM)


@dataclass(frozen=True, kw_only=True)
class Dates:
    """In their order; several may fall on one day where nothing has to happen between them.

    `closes_time` is a minute of the day on which applications close; None: its last one.
    """

    timezone: str
    opens_on: date
    closes_on: date
    closes_time: time | None = None
    review_until: date
    results_on: date
    starts_on: date
    midterm_on: date
    ends_on: date


@dataclass(frozen=True)
class Step:
    """A phase from an instant up to, not including, another. None: for ever."""

    phase: Phase
    starts_at: datetime | None
    ends_at: datetime | None

    @property
    def last_minute(self) -> datetime | None:
        """What people call the deadline: 23:59, not 00:00 of the day after."""
        return self.ends_at - MINUTE if self.ends_at else None


def start_of_day(day: date, timezone: str) -> datetime:
    """The first instant of a day, in UTC, also where clocks skip midnight."""
    return zones.resolve_wall(datetime.combine(day, time()), zones.zone(timezone)).at


def end_of_day(day: date, timezone: str) -> datetime:
    """The first instant that is no longer this day."""
    return start_of_day(day + timedelta(days=1), timezone)


def end_of_call(dates: Dates) -> datetime:
    """The first instant that is too late to apply. A time that clocks skip takes the offset before
    it, one they show twice is its first; neither leaves its day."""
    over = end_of_day(dates.closes_on, dates.timezone)
    if dates.closes_time is None:
        return over
    wall = datetime.combine(dates.closes_on, dates.closes_time)
    return min(zones.resolve_wall(wall, zones.zone(dates.timezone)).at + MINUTE, over)


def deadline(dates: Dates) -> datetime:
    """What people are told: the last minute in time."""
    return end_of_call(dates) - MINUTE


def steps(dates: Dates) -> tuple[Step, ...]:
    """Every phase once, in order; one may take no time at all."""
    zone = dates.timezone
    borders = [
        None,
        start_of_day(dates.opens_on, zone),
        end_of_call(dates),
        end_of_day(dates.review_until, zone),
        start_of_day(dates.results_on, zone),
        start_of_day(dates.starts_on, zone),
        start_of_day(dates.midterm_on, zone),
        end_of_day(dates.ends_on, zone),
        None,
    ]
    return tuple(
        Step(phase, starts_at, ends_at)
        for phase, (starts_at, ends_at) in zip(Phase, pairwise(borders), strict=True)
    )


def phase_step(dates: Dates, now: datetime) -> Step:
    return next(step for step in steps(dates) if step.ends_at is None or now < step.ends_at)


def phase_at(dates: Dates, now: datetime) -> Phase:
    return phase_step(dates, now).phase


def next_step(dates: Dates, now: datetime) -> Step | None:
    """The next phase that takes any time; None once all is finished."""
    ahead = (step for step in steps(dates) if step.starts_at and step.starts_at > now)
    return next((step for step in ahead if step.starts_at != step.ends_at), None)
