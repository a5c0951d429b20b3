"""One week of two people side by side, by the clock of whoever reads it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum
from itertools import groupby
from typing import TypeVar

from portal.core.zones import resolve_wall, zone

from .instance import Person
from .week_grid import DAY_SLOTS, QUARTER, Slots, local_slots

HALF_HOURS = 48
HALF = timedelta(minutes=30)
Level = TypeVar("Level", bound=int)


class Free(IntEnum):
    """Who is free in half an hour."""

    NOBODY = 0
    FIRST = 1
    SECOND = 2
    BOTH = 3


def half_hours(
    first: Person, second: Person, *, monday: date, tzid: str
) -> tuple[tuple[Free, ...], ...]:
    """Seven days of 48 half-hours from that Monday on, wall time of `tzid`; half an hour counts if
    all of it is free. Raises UnknownZone."""
    people = [(local_slots(one.availability), zone(one.timezone)) for one in (first, second)]
    here = zone(tzid)

    def at(day: date, half: int) -> Free:
        wall = datetime.combine(day, time()) + HALF * half
        instant = resolve_wall(wall, here).at
        is_free = [
            all(slot_of(slots, (instant + QUARTER * part).astimezone(tz)) for part in (0, 1))
            for slots, tz in people
        ]
        return Free(is_free[0] + 2 * is_free[1])

    days = (monday + timedelta(days=number) for number in range(7))
    return tuple(tuple(at(day, half) for half in range(HALF_HOURS)) for day in days)


def slot_of(slots: Slots, local: datetime) -> bool:
    number = local.weekday() * DAY_SLOTS + (local.hour * 60 + local.minute) // 15
    return bool(slots[number])


def stretches(day: Iterable[Level]) -> Iterator[tuple[int, int, Level]]:
    """First half-hour, how many, who or how much; those of nobody, 0, are left out."""
    at = 0
    for who, group in groupby(day):
        count = len(list(group))
        if who:
            yield at, count, who
        at += count


def monday_of(now: datetime, *, tzid: str) -> date:
    """The Monday of the week that it is there."""
    today = now.astimezone(UTC).astimezone(zone(tzid)).date()
    return today - timedelta(days=today.weekday())
