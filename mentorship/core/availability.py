"""When people can start a meeting, for every week of a programme, laid out for counting."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from .instance import Person
from .week_grid import SLOTS, folded, local_slots, starts, utc_slots

WORDS = -(-SLOTS // 64)
AT_ONCE = 4096  # people whose weeks are laid out slot by slot
TABLE_BYTES = 512 * 1024 * 1024
NO_TABLE = -1
FEW = 64  # people who are counted faster one by one

Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Clocks = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks of a programme. Weeks in which every zone keeps its offsets are alike and worked
    out once: `mondays` holds the first of each kind and `times` how many there are. A zone has few
    clocks, ways in which its hours become UTC: `clocks` says which it has in each kind."""

    mondays: tuple[date, ...]
    times: tuple[int, ...]
    clocks: Mapping[str, tuple[int, ...]]

    @property
    def weeks(self) -> int:
        return sum(self.times)


def calendar(start: date, weeks: int, zones: set[str]) -> Calendar:
    mondays = [start + timedelta(weeks=week) for week in range(weeks)]
    clocks: dict[str, list[int]] = {}
    for tzid in sorted(zones):
        numbers: dict[bytes, int] = {}
        clocks[tzid] = [
            numbers.setdefault(utc_slots(tzid, monday).tobytes(), len(numbers))
            for monday in mondays
        ]
    kinds: dict[tuple[int, ...], list[int]] = {}
    for week in range(weeks):
        kinds.setdefault(tuple(clock[week] for clock in clocks.values()), []).append(week)
    first = [alike[0] for alike in kinds.values()]
    return Calendar(
        mondays=tuple(mondays[week] for week in first),
        times=tuple(map(len, kinds.values())),
        clocks={tzid: tuple(clock[week] for week in first) for tzid, clock in clocks.items()},
    )


class Starts:
    """Where people can start a meeting of so many `minutes`, as `words` of bits, 64 slots each, by
    person and clock of their zone; `clock` is the clock of each person in each kind of week.

    With `stretches`, also where in the week they lie, for counting: by the zone's first clock in
    all weeks, and in the kinds of weeks `kinds[which]` what another clock adds from `begin` up to
    `end`. What it takes away has the two the other way round.
    """

    def __init__(
        self,
        calendar: Calendar,
        people: Sequence[Person],
        *,
        minutes: int,
        stretches: bool = False,
    ):
        most = 1 + max(map(max, calendar.clocks.values()), default=0)
        self.words = np.zeros((len(people), most, WORDS), dtype=np.uint64)
        self.clock = np.zeros((len(people), len(calendar.mondays)), dtype=np.uint8)
        self.kinds: dict[tuple[bool, ...], int] = {(True,) * len(calendar.mondays): 0}
        found: list[Numbers] = [np.zeros((4, 0), dtype=np.int64)]
        for tzid, rows in _by_zone(people):
            clocks = calendar.clocks[tzid]
            self.clock[rows] = clocks
            mondays = [calendar.mondays[clocks.index(clock)] for clock in range(max(clocks) + 1)]
            for some in np.split(rows, range(AT_ONCE, len(rows), AT_ONCE)):
                local = np.array([local_slots(people[row].availability) for row in some])
                weeks = [starts(folded(local, tzid, each), minutes=minutes) for each in mondays]
                for number, week in enumerate(weeks):
                    self.words[some, number] = _packed(week)
                if stretches:
                    first = weeks[0].astype(np.int8)
                    found.append(_stretches(some, first, which=0))
                    for number, week in enumerate(weeks[1:], 1):
                        held = tuple(clock == number for clock in clocks)
                        which = self.kinds.setdefault(held, len(self.kinds))
                        found.append(_stretches(some, week.astype(np.int8) - first, which=which))
        whole = np.concatenate(found, axis=1)
        whole = whole[:, np.argsort(whole[0], kind="stable")]
        self.person, self.begin, self.end, self.which = whole
        self.of_person = np.searchsorted(self.person, np.arange(len(people) + 1))


def _stretches(people: Numbers, held: NDArray[np.int8], *, which: int) -> Numbers:
    """Person, begin, end and which; `held` is 1 where a clock has a start, or adds one, and -1
    where it takes one away."""
    edged = np.pad(held, ((0, 0), (1, 1)))
    row, at = np.nonzero(edged[:, 1:] != edged[:, :-1])
    sign = edged[row, at + 1]
    [kept] = np.nonzero(sign)
    begin, end, adds = at[kept], at[kept + 1], sign[kept] > 0
    return np.array(
        [
            people[row[kept]],
            np.where(adds, begin, end),
            np.where(adds, end, begin),
            np.full(len(kept), which),
        ]
    )


class WeeksInCommon:
    """In how many weeks two people can meet, who are each of one side. For each quarter hour of the
    week a bit for everybody of the other side tells who can start then, and so for the next 2, 4, …
    together: one person's own hours are two such rows a stretch, whoever the others are."""

    def __init__(self, calendar: Calendar, one: Starts, other: Starts):
        self.one, self.weeks, self.others = one, calendar.weeks, len(other.words)
        clocks, kind = np.unique(other.clock, axis=1, return_inverse=True)
        self.rows, self.of_person, levels = _spans(one.words)
        self.free = [
            _spanning(_packed(_unpacked(other.words[np.arange(self.others), clock])), levels)
            for clock in clocks.T
        ]
        self.pairs = {
            own.tobytes(): _weeks_of(zip(own.tolist(), kind.tolist(), calendar.times, strict=True))
            for own in np.unique(one.clock, axis=0)
        }

    def at_least(self, weeks: int, at: int) -> Flags:
        """The others whom somebody can meet in so many, which are no more than there are."""
        spare = self.weeks - weeks
        # By number of weeks, who missed no more than that.
        within = np.full((spare + 1, self.free[0].shape[1]), ~np.uint64(0))
        for (clock, kind), times in self.pairs[self.one.clock[at].tobytes()].items():
            begin, end = self.of_person[at, clock : clock + 2]
            meet = np.bitwise_or.reduce(self.free[kind].take(self.rows[begin:end], axis=0), axis=0)
            missed = within[: max(0, spare + 1 - times)].copy()
            within &= meet
            within[times:] |= missed
        bits = within[spare].view(np.uint8)
        return np.unpackbits(bits, count=self.others).view(bool)


def _weeks_of(kinds: Iterable[tuple[int, int, int]]) -> Counter[Clocks]:
    """One side's clock, and the kind of week it is for the other."""
    weeks: Counter[Clocks] = Counter()
    for clock, kind, times in kinds:
        weeks[clock, kind] += times
    return weeks


class StartSums:
    """How often two people can start, who are each of one side. Where many are asked about it is
    differences of sums, one table of them for each set of weeks in which clocks of the one side's
    zones hold. Where there are so many zones that the tables do not fit, who needs a rare one is
    counted bit by bit."""

    def __init__(self, calendar: Calendar, one: Starts, other: Starts):
        self.times, self.one, self.other = calendar.times, one, other
        size = len(other.words)
        kind_of_number = np.uint16 if SLOTS * calendar.weeks < 2**16 else np.uint32
        fit = max(1, TABLE_BYTES // ((SLOTS + 1) * max(1, size) * kind_of_number().itemsize))
        used = np.bincount(one.which, minlength=len(one.kinds))
        used[0] = len(one.which) + 1  # everybody needs the first
        kept = np.argsort(-used, kind="stable")[:fit]
        self.table = np.full(len(one.kinds), NO_TABLE)
        self.table[kept] = np.arange(len(kept))
        held = np.array(list(one.kinds))[kept]
        self.sums = np.zeros((len(kept), SLOTS + 1, size), dtype=kind_of_number)
        everybody = np.arange(size)
        for kind, count in enumerate(calendar.times):
            bits = _unpacked(other.words[everybody, other.clock[:, kind]])
            weighed = bits * kind_of_number(count)
            for sums, holds in zip(self.sums, held[:, kind], strict=True):
                if holds:
                    sums[1:] += weighed
        for sums in self.sums:
            np.cumsum(sums, axis=0, out=sums)

    def count(self, at: int, asked: Numbers) -> NDArray[np.integer]:
        """Starts over all weeks with each of the others asked."""
        own = slice(self.one.of_person[at], self.one.of_person[at + 1])
        tables = self.table[self.one.which[own]]
        if len(asked) < FEW or NO_TABLE in tables:
            return self._bit_by_bit(at, asked)
        # A sum may pass below zero on its way and comes back.
        total = np.zeros(self.sums.shape[2], dtype=self.sums.dtype)
        stretches = tables.tolist(), self.one.begin[own].tolist(), self.one.end[own].tolist()
        for table, begin, end in zip(*stretches, strict=True):
            total += self.sums[table, end]
            total -= self.sums[table, begin]
        return total.take(asked)

    def _bit_by_bit(self, at: int, asked: Numbers) -> Numbers:
        total = np.zeros(len(asked), dtype=np.int64)
        for kind, count in enumerate(self.times):
            own = self.one.words[at, self.one.clock[at, kind]]
            theirs = self.other.words[asked, self.other.clock[asked, kind]]
            total += count * np.bitwise_count(own & theirs).sum(axis=1, dtype=np.int64)
        return total


def _by_zone(people: Sequence[Person]) -> list[tuple[str, Numbers]]:
    rows: dict[str, list[int]] = {}
    for at, person in enumerate(people):
        rows.setdefault(person.timezone, []).append(at)
    return [(tzid, np.array(rows[tzid])) for tzid in sorted(rows)]


def _packed(rows: Flags) -> Words:
    padded = np.zeros((len(rows), -(-rows.shape[1] // 64) * 64), dtype=bool)
    padded[:, : rows.shape[1]] = rows
    return np.packbits(padded, axis=1).view(np.uint64)


def _spans(words: Words) -> tuple[NDArray[np.int32], Numbers, int]:
    """Rows of `_spanning` that together are the slots of each person by each clock; where those of
    a person and clock begin, and one more; how many levels there are."""
    people, clocks, _ = words.shape
    found = []
    for some in np.split(words, range(AT_ONCE, people, AT_ONCE)):
        held = np.unpackbits(some.view(np.uint8), axis=2, count=SLOTS).reshape(-1, SLOTS)
        edged = np.pad(held, ((0, 0), (1, 1)))
        whose, at = np.nonzero(edged[:, 1:] != edged[:, :-1])
        begin, end = at[::2], at[1::2]
        # Any stretch is the longest power of two that begins with it and the one that ends with it.
        level = np.frexp(end - begin)[1] - 1
        rows = level * SLOTS + np.array([begin, end - (1 << level)])
        found.append((np.bincount(whose, minlength=len(held)), rows.T.astype(np.int32).ravel()))
    counts, every = (np.concatenate(parts) for parts in zip(*found, strict=True))
    begins = np.append(0, np.cumsum(counts))
    own = np.arange(people)[:, None] * clocks + np.arange(clocks + 1)
    return every, begins[own], 1 + int(every.max(initial=0)) // SLOTS


def _spanning(free: Words, levels: int) -> Words:
    """Rows of slots, then of every two slots in turn, every four, …: who is free in any of them."""
    rows = [free]
    for level in range(levels - 1):
        rows.append(rows[-1] | np.roll(rows[-1], -(1 << level), axis=0))
    return np.concatenate(rows)


def _unpacked(words: Words) -> Flags:
    """Slots by people."""
    bits = np.unpackbits(words.view(np.uint8), axis=1, count=SLOTS)
    return np.ascontiguousarray(bits.T).view(bool)
