"""Which dates of different meetings overlap: one sweep over all of them in the order of time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Date:
    """One date of a meeting, half open: what ends at ten does not clash with what begins then."""

    start: datetime
    end: datetime
    key: int
    series: int


Pair = tuple[Date, Date]


def overlaps(dates: Iterable[Date], *, related: Callable[[int, int], bool]) -> list[Pair]:
    """Pairs of dates of different series that overlap, by the start of the later one.

    `related` says of two series whether anybody minds; each pair of dates is asked about once.
    """
    running: list[Date] = []
    found: list[Pair] = []
    for date in sorted(dates, key=lambda one: (one.start, one.end, one.key)):
        running = [other for other in running if other.end > date.start]
        found += [
            (other, date)
            for other in running
            if other.series != date.series and related(other.series, date.series)
        ]
        running.append(date)
    return found
