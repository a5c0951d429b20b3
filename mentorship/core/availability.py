"""When people can start a meeting, for every week of a programme, laid out for counting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from .instance import Person
from .week_grid import SLOTS, folded, local_slots, starts, utc_slots

WORDS = -(-SLOTS // 64)
AT_ONCE = 4096  # people whose weeks are laid out slot by slot

Flags = NDArray[np.bool_]
Words = NDArray[np.uint64]
Numbers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Counts = NDArray[np.uint16] | NDArray[np.uint32]


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
    """Possible starts of people: `words` are bits, 64 slots each, then by person and clock of
    their zone; `clock` is the clock of each person in each kind of week.

    With `stretches`, also where in the week they lie: from `begin` up to `end` of `person`, in
    the kinds of weeks `kinds[which]`.
    """

    def __init__(self, calendar: Calendar, people: Sequence[Person], *, stretches: bool = False):
        most = 1 + max(map(max, calendar.clocks.values()), default=0)
        self.words = np.zeros((WORDS, len(people), most), dtype=np.uint64)
        self.clock = np.zeros((len(people), len(calendar.mondays)), dtype=np.uint8)
        self.kinds: dict[tuple[bool, ...], int] = {(True,) * len(calendar.mondays): 0}
        found: list[Numbers] = [np.zeros((4, 0), dtype=np.int64)]
        for tzid, rows in _by_zone(people):
            clocks = calendar.clocks[tzid]
            self.clock[rows] = clocks
            for some in np.split(rows, range(AT_ONCE, len(rows), AT_ONCE)):
                local = np.array([local_slots(people[row].availability) for row in some])
                mask = np.zeros((len(some), SLOTS + 2), dtype=np.uint32)
                for number in set(clocks):
                    week = starts(folded(local, tzid, calendar.mondays[clocks.index(number)]))
                    self.words[:, some, number] = _packed(week).T
                    mask[:, 1:-1] |= week.astype(np.uint32) << np.uint32(number)
                if stretches:
                    found.append(self._stretches(some, mask, clocks))
        whole = np.concatenate(found, axis=1)
        whole = whole[:, np.lexsort(whole[:2])]
        self.person, self.begin, self.end, self.which = whole[[1, 0, 2, 3]]
        self.of_person = np.searchsorted(self.person, np.arange(len(people) + 1))

    def _stretches(
        self, people: Numbers, mask: NDArray[np.uint32], clocks: tuple[int, ...]
    ) -> NDArray[np.int64]:
        """`mask` is a bit for each clock, by slot, with nothing before and after the week."""
        row, at = np.nonzero(mask[:, 1:] != mask[:, :-1])
        held = mask[row, at + 1]
        [kept] = np.nonzero(held)
        masks, number = np.unique(held[kept], return_inverse=True)
        kinds = [tuple(bool(mask >> clock & 1) for clock in clocks) for mask in masks.tolist()]
        which = np.array(
            [self.kinds.setdefault(each, len(self.kinds)) for each in kinds], dtype=np.int64
        )
        return np.array([at[kept], people[row[kept]], at[kept + 1], which[number]])

    def meet(self, at: int, others: "Starts", asked: Numbers) -> Flags:
        """With which of the others asked a meeting fits, in each kind of week."""
        own = self.in_kinds(np.array([at]))
        return np.bitwise_or.reduce(own & others.in_kinds(asked), axis=0) != 0

    def in_kinds(self, people: Numbers) -> Words:
        """Words by people by kinds of weeks."""
        flat = self.words.reshape(WORDS, -1)
        return np.take(flat, people[:, None] * self.words.shape[2] + self.clock[people], axis=1)


class StartSums:
    """How often each of some people can start in a stretch of the week: differences of sums."""

    def __init__(
        self,
        calendar: Calendar,
        people: Starts,
        kinds: Sequence[tuple[bool, ...]],
        *,
        enough: int,
    ):
        size, times = people.words.shape[1], calendar.times
        kind_of_number = np.uint16 if SLOTS * calendar.weeks < 2**16 else np.uint32
        self.sums = np.zeros((len(kinds), SLOTS + 1, size), dtype=kind_of_number)
        everybody = np.arange(size)
        for kind, count in enumerate(times):
            bits = _unpacked(people.words[:, everybody, people.clock[:, kind]])
            weighed = bits * kind_of_number(count)
            for number, held in enumerate(kinds):
                if held[kind]:
                    self.sums[number, 1:] += weighed
        # An hour in this many weeks makes a meeting possible often enough, by itself.
        self.steady: dict[int, Bytes] = {}
        for number, held in enumerate(kinds):
            if np.dot(held, times) >= enough:
                self.steady[number] = np.cumsum(self.sums[number] >= enough, axis=0, dtype=np.uint8)
            np.cumsum(self.sums[number], axis=0, out=self.sums[number])

    def count(self, stretches: Sequence[tuple[int, int, int]]) -> Counts:
        """Starts over all weeks, for one person's stretches (begin, end, kinds)."""
        total = np.zeros(self.sums.shape[2], dtype=self.sums.dtype)
        for begin, end, which in stretches:
            total += self.sums[which, end]
            total -= self.sums[which, begin]
        return total

    def has_steady(self, stretches: Sequence[tuple[int, int, int]]) -> Flags:
        """Who has an hour that is there in enough weeks. Counted modulo 256: True is certain, and
        False means to look closer."""
        total = np.zeros(self.sums.shape[2], dtype=np.uint8)
        for begin, end, which in stretches:
            if which in self.steady:
                found = self.steady[which]
                total |= found[end] - found[begin]
        return total > 0


def _by_zone(people: Sequence[Person]) -> list[tuple[str, Numbers]]:
    rows: dict[str, list[int]] = {}
    for at, person in enumerate(people):
        rows.setdefault(person.timezone, []).append(at)
    return [(tzid, np.array(rows[tzid])) for tzid in sorted(rows)]


def _packed(week: Flags) -> Words:
    padded = np.zeros((len(week), WORDS * 64), dtype=bool)
    padded[:, :SLOTS] = week
    return np.packbits(padded, axis=1).view(np.uint64)


def _unpacked(words: Words) -> Flags:
    """Slots by people."""
    rows = np.ascontiguousarray(words.T).view(np.uint8)
    bits = np.unpackbits(rows, axis=1, count=SLOTS)
    return np.ascontiguousarray(bits.T).view(bool)
