"""When people can start a meeting, for every week of a programme, packed for counting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from .instance import Person
from .week_grid import SLOTS, folded, local_slots, starts, utc_slots

WORDS = -(-SLOTS // 64)
Words = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The weeks of a programme. Weeks in which every zone keeps its offsets are alike and worked
    out once: `mondays` holds the first of each kind and `times` how many there are."""

    mondays: tuple[date, ...]
    times: tuple[int, ...]

    def start_words(self, people: Sequence[Person]) -> Words:
        """Possible starts as bits: words of 64 slots by kinds of weeks by people."""
        found = np.zeros((len(people), len(self.mondays), WORDS * 64), dtype=bool)
        by_zone: dict[str, list[int]] = {}
        for at, person in enumerate(people):
            by_zone.setdefault(person.timezone, []).append(at)
        for tzid, rows in by_zone.items():
            local = np.array([local_slots(people[row].availability) for row in rows])
            for week, monday in enumerate(self.mondays):
                found[rows, week, :SLOTS] = starts(folded(local, tzid, monday))
        return np.ascontiguousarray(np.packbits(found, axis=-1).view(np.uint64).T)

    def count(self, one: Words, others: Words) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For one person with each of the others: starts in common over all weeks, and the number
        of weeks with any."""
        by_week = np.bitwise_count(others & one[..., None]).sum(axis=0, dtype=np.int16)
        times = np.array(self.times)
        return times @ by_week, times @ (by_week > 0)


def calendar(start: date, weeks: int, zones: set[str]) -> Calendar:
    mondays: dict[bytes, date] = {}
    times: dict[bytes, int] = {}
    for week in range(weeks):
        monday = start + timedelta(weeks=week)
        kind = b"".join(utc_slots(tzid, monday).tobytes() for tzid in sorted(zones))
        mondays.setdefault(kind, monday)
        times[kind] = times.get(kind, 0) + 1
    return Calendar(tuple(mondays.values()), tuple(times.values()))
