"""Real instants at which two people can meet for so many minutes."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import numpy as np

from .formula import QUARTER_MINUTES
from .instance import Person
from .week_grid import (
    QUARTER,
    SLOTS,
    WEEK,
    Slots,
    local_slots,
    starts,
    utc_slots,
)


def first_meetings(
    a: Person, b: Person, *, start: date, weeks: int, minutes: int, count: int = 3
) -> tuple[datetime, ...]:
    """The first possible ones in the weeks from that Monday 00:00 UTC on."""
    begin = _midnight(start)
    until = begin + WEEK * weeks
    return next_meetings(a, b, after=begin, until=until, minutes=minutes, count=count)


def first_common_meetings(
    people: Sequence[Person], *, start: date, weeks: int, minutes: int, count: int = 3
) -> tuple[datetime, ...]:
    """The same for any number of people."""
    begin = _midnight(start)
    found = _common_starts(people, begin, begin + WEEK * weeks, minutes)
    return tuple(islice(found, count))


def next_meetings(
    a: Person,
    b: Person,
    *,
    after: datetime,
    until: datetime,
    minutes: int,
    count: int = 3,
    apart: timedelta = QUARTER,
) -> tuple[datetime, ...]:
    """The first `count` starts from `after` on and before `until`, each at least `apart` from the
    one before: a day apart, they are real alternatives. Both people keep their weekly windows
    before and after, so a Sunday in Honolulu meets a Monday in Kiritimati in the first week too."""
    found: list[datetime] = []
    for at in _common_starts((a, b), after, until, minutes):
        if not found or at - found[-1] >= apart:
            found.append(at)
        if len(found) == count:
            break
    return tuple(found)


def weeks_without(
    a: Person, b: Person, *, start: date, weeks: int, minutes: int
) -> tuple[date, ...]:
    """Mondays of those in which the two can't meet, of so many from that Monday 00:00 UTC on: clock
    changes move the hours of people whom the rules let have a few of them."""
    begin = _midnight(start)
    found = _common_starts((a, b), begin, begin + WEEK * weeks, minutes)
    met = {(at - begin) // WEEK for at in found}
    return tuple(start + WEEK * number for number in range(weeks) if number not in met)


def _common_starts(
    people: Sequence[Person], after: datetime, until: datetime, minutes: int
) -> Iterator[datetime]:
    monday = after.astimezone(UTC).date()
    monday -= timedelta(days=monday.weekday())
    local = [local_slots(each.availability) for each in people]
    length = SLOTS + minutes // QUARTER_MINUTES
    while _midnight(monday) < until:
        together = np.ones(length, dtype=bool)
        for each, slots in zip(people, local, strict=True):
            together &= _real_slots(slots, each.timezone, monday, length)
        for slot in np.flatnonzero(starts(together, minutes=minutes)[:SLOTS]):
            at = _midnight(monday) + QUARTER * int(slot)
            if after <= at < until:
                yield at
        monday += WEEK


def _real_slots(local: Slots, tzid: str, monday: date, length: int) -> Slots:
    """A UTC week and the first meeting's length of the next; nothing is folded."""
    slots = np.zeros(length, dtype=bool)
    for week in (-1, 0, 1):
        at = utc_slots(tzid, monday + WEEK * week)[local].astype(np.int32) + SLOTS * week
        slots[at[(at >= 0) & (at < len(slots))]] = True
    return slots


def _midnight(monday: date) -> datetime:
    return datetime.combine(monday, time(), tzinfo=UTC)
