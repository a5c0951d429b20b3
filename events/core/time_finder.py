"""When a group that lives around the world should meet, so that not the same people always pay.

A meeting keeps its hour on the clock of one place, so it moves for everybody else when clocks
change there or here. The year is therefore cut into its *combinations*: the days on which all
places keep the same offsets to each other. A half-hour of the week costs each person as much as the
worst quarter of an hour they would sit through, by the table below; a year of weekly meetings costs
the sum. The best half-hour is the one whose worst-off person pays least, then the cheapest in all.

All arithmetic is in whole quarter hours, so that Kathmandu is never rounded. Holidays count as any
day. A day counts with the offsets of its noon in UTC, also when clocks change in its night.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from portal.core.availability import CELL, CELLS, CELLS_A_DAY, QUARTER
from portal.core.zones import zone

A_CELL = CELL // QUARTER
QUARTERS = CELLS * A_CELL
QUARTERS_AN_HOUR = 60 // QUARTER
WEEKS = 52
# From this hour on the clock of the person, what it costs to sit in a meeting.
TABLE = ((0, 12), (6, 6), (7, 3), (8, 1), (9, 0), (17, 1), (18, 2), (20, 4), (22, 8), (23, 12))
NIGHT = 12
WEEKEND = 4  # more on a Saturday or Sunday
NOT_FREE = 3  # more outside the hours somebody gave
FREE_PART = 4  # inside them a fourth, in whole numbers

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Attendee:
    """`free` holds half-hours of the week on their own clock; None when they gave no hours."""

    tzid: str
    free: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Combination:
    """Days on which the places keep these offsets, in minutes east of UTC.

    `costs` are those of one meeting, by person and by half-hour of the week on the meeting's clock.
    """

    offsets: dict[str, int]
    spans: tuple[tuple[date, date], ...]
    costs: Numbers


@dataclass(frozen=True, slots=True)
class Fairness:
    """What a year costs when a meeting is held in these half-hours in turn: the worst-off person
    (by number), what they pay, and what all pay together."""

    cells: tuple[int, ...]
    worst_off: int
    worst: int
    total: int


@dataclass(frozen=True, slots=True)
class Found:
    """`best` is one half-hour for every week, `rotation` two that take turns, None when no two are
    fairer. `costs` are those of a year of weekly meetings, by person and half-hour."""

    tzid: str
    combinations: tuple[Combination, ...]
    costs: Numbers
    best: Fairness
    rotation: Fairness | None

    def clock(self, cell: int, combination: Combination, tzid: str) -> tuple[int, time]:
        """The weekday and time that clocks there show when the meeting begins."""
        ahead = combination.offsets[tzid] - combination.offsets[self.tzid]
        minutes = (cell * CELL + ahead) % (QUARTERS * QUARTER)
        return minutes // (24 * 60), time(*divmod(minutes % (24 * 60), 60))


def find_times(attendees: Sequence[Attendee], *, tzid: str, minutes: int, first: date) -> Found:
    """The meeting keeps its hour in `tzid`; `first` is the Monday the year begins with."""
    names = tuple(sorted({tzid, *(one.tzid for one in attendees)}))
    at = {name: n for n, name in enumerate(names)}
    offsets, kind_of_day = combinations_of(names, first)
    sitting = through(np.array([own_costs(one.free) for one in attendees]), minutes)
    ahead = (offsets[[at[one.tzid] for one in attendees]] - offsets[at[tzid]]) // QUARTER
    begins = np.arange(CELLS) * A_CELL
    combinations, year = [], np.zeros((len(attendees), CELLS), dtype=np.int32)
    for kind in range(offsets.shape[1]):
        there = (begins + ahead[:, kind, None]) % QUARTERS
        costs = np.take_along_axis(sitting, there, axis=1)
        is_kind = kind_of_day == kind
        weeks = is_kind.reshape(WEEKS, 7).sum(axis=0)  # with such a Monday, Tuesday …
        year += costs * np.repeat(weeks, CELLS_A_DAY).astype(np.int32)
        offset = dict(zip(names, offsets[:, kind].tolist(), strict=True))
        combinations.append(Combination(offset, spans(is_kind, first), costs))
    best = fairness(year, int(np.lexsort((year.sum(axis=0), year.max(axis=0)))[0]))
    turns = fairness(year, *fairest_pair(year))
    rotation = turns if turns.worst < best.worst else None
    return Found(tzid, tuple(combinations), year, best, rotation)


def fairness(year: Numbers, *cells: int) -> Fairness:
    """Half-hours that take turns have an equal share of the year each."""
    paid = year[:, list(cells)].sum(axis=1)
    worst_off = int(paid.argmax())
    worst, total = int(paid[worst_off]), int(paid.sum())
    return Fairness(cells, worst_off, worst // len(cells), total // len(cells))


def combinations_of(
    names: tuple[str, ...], first: date
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Offsets by place and kind of day, kinds in the order of the year, and each day's kind."""
    daily = np.array([offsets_of(name, first) for name in names])
    _, starts, kind_of_day = np.unique(daily, axis=1, return_index=True, return_inverse=True)
    order = np.argsort(starts)
    renamed = np.empty_like(order)
    renamed[order] = np.arange(len(order))
    return daily[:, starts[order]], renamed[kind_of_day.ravel()]


@lru_cache(maxsize=1024)
def offsets_of(name: str, first: date) -> tuple[int, ...]:
    """Minutes east of UTC at noon UTC of each day of the year."""
    tz, noon = zone(name), datetime.combine(first, time(12), UTC)
    days = (noon + timedelta(days=day) for day in range(7 * WEEKS))
    return tuple(
        (day.astimezone(tz).utcoffset() or timedelta()) // timedelta(minutes=1) for day in days
    )


@lru_cache
def table() -> Numbers:
    """The cost of each quarter hour of a week on somebody's own clock."""
    by_hour = np.zeros(24, dtype=np.int32)
    for hour, cost in TABLE:
        by_hour[hour:] = cost
    week = np.tile(np.repeat(by_hour, QUARTERS_AN_HOUR), 7)
    week[5 * QUARTERS // 7 :] += WEEKEND
    week.flags.writeable = False  # it is shared
    return week


def own_costs(free: frozenset[int] | None) -> Numbers:
    """By quarter hour of their own week."""
    if free is None:
        return table()
    is_free = np.zeros(CELLS, dtype=bool)
    is_free[list(free)] = True
    return np.where(np.repeat(is_free, A_CELL), table() // FREE_PART, table() + NOT_FREE)


def through(costs: Numbers, minutes: int) -> Numbers:
    """The worst quarter hour of a meeting that begins there; the week is a ring."""
    worst = costs.copy()
    for later in range(1, -(-minutes // QUARTER)):
        np.maximum(worst, np.roll(costs, -later, axis=-1), out=worst)
    return worst


def fairest_pair(costs: Numbers) -> tuple[int, int]:
    """The two half-hours that leave the worst-off person best, then are the cheapest in all."""
    totals = costs.sum(axis=0)
    best: tuple[int, int, int, int] | None = None
    for one in range(CELLS):
        worst = (costs[:, one:] + costs[:, one, None]).max(axis=0)
        other = int(np.lexsort((totals[one:], worst))[0])
        found = (int(worst[other]), int(totals[one] + totals[one + other]), one, one + other)
        best = min(best or found, found)
    assert best is not None
    return best[2], best[3]


def spans(is_kind: NDArray[np.bool_], first: date) -> tuple[tuple[date, date], ...]:
    """The stretches of days, first and last, in which it is so."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_kind, [False])).astype(int)))
    days = [first + timedelta(days=int(edge)) for edge in edges]
    return tuple(
        (start, end - timedelta(days=1)) for start, end in zip(days[::2], days[1::2], strict=True)
    )
