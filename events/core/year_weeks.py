"""A year as 52 weeks from a Monday: how often a meeting takes place in each, where it pauses, and
in which weeks clocks change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from portal.core import zones

WEEKS = 52
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Week:
    """Dates that take place in it, and those that are cancelled."""

    on: int = 0
    off: int = 0


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_of(dates: Iterable[tuple[date, bool]], *, first: date) -> tuple[Week, ...]:
    """`first` is a Monday; a date is a day and whether it takes place. Others are left out."""
    on, off = [0] * WEEKS, [0] * WEEKS
    for day, is_on in dates:
        number = (day - first).days // 7
        if 0 <= number < WEEKS:
            (on if is_on else off)[number] += 1
    return tuple(Week(*both) for both in zip(on, off, strict=True))


def longest_gap(weeks: Iterable[Week]) -> tuple[int, int] | None:
    """First and last of the most weeks in a row without a date, between two that have one; the
    earliest of several. None where it meets every week."""
    meets = [number for number, week in enumerate(weeks) if week.on]
    gaps = [(one + 1, other - 1) for one, other in pairwise(meets)]
    return max(
        (gap for gap in gaps if gap[0] <= gap[1]),
        key=lambda gap: (gap[1] - gap[0], -gap[0]),
        default=None,
    )


def clock_changes(tzids: Iterable[str], *, first: date) -> dict[int, tuple[str, ...]]:
    """By week, the zones whose clocks stand otherwise on the Monday after it."""
    found: dict[int, tuple[str, ...]] = {}
    for tzid in sorted(set(tzids)):
        zone = zones.zone(tzid)
        offsets = [
            datetime.combine(first + number * WEEK, time(12), zone).utcoffset()
            for number in range(WEEKS + 1)
        ]
        for number in range(WEEKS):
            if offsets[number] != offsets[number + 1]:
                found[number] = (*found.get(number, ()), tzid)
    return found
