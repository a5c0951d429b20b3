"""A week in quarter hours: local ones become UTC by the zone's own rules for that very week.

A fixed offset would be an hour wrong for part of any spring or autumn.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from portal.core.zones import resolve_wall, zone

from .formula import QUARTER_MINUTES
from .instance import Window

QUARTER = timedelta(minutes=QUARTER_MINUTES)
WEEK = timedelta(weeks=1)
SLOTS = 7 * 24 * 4  # quarter hours of a week
DAY_SLOTS = 24 * 4
NEVER = -(2**15)

Slots = NDArray[np.bool_]


def local_slots(windows: Iterable[Window]) -> Slots:
    """Whole quarter hours inside the windows; past Sunday midnight comes Monday."""
    slots = np.zeros(SLOTS, dtype=bool)
    for window in windows:
        slots |= _window_slots(window)
    return slots


@lru_cache(maxsize=8192)
def _window_slots(window: Window) -> Slots:
    slots = np.zeros(SLOTS, dtype=bool)
    first = -(-window.start // 15)
    length = max(0, (window.start + window.minutes) // 15 - first)
    for day in window.days:
        begin = day * DAY_SLOTS + first
        slots[np.arange(begin, begin + length) % SLOTS] = True
    slots.flags.writeable = False  # it is shared
    return slots


@lru_cache(maxsize=8192)
def utc_slots(tzid: str, monday: date) -> NDArray[np.int16]:
    """For each local quarter hour of the week the UTC one, counted from that Monday 00:00 UTC: some
    are below 0 or past the end. NEVER where clocks skip the time; its first occurrence where they
    show it twice. Raises UnknownZone."""
    tz = zone(tzid)
    midnight = datetime.combine(monday, time())
    edges = [midnight + timedelta(days=day) for day in range(8)]
    offsets = set(map(tz.utcoffset, edges))
    if len(offsets) == 1:
        [offset] = offsets
        assert offset is not None
        counted = np.arange(SLOTS) - offset // QUARTER
    else:
        instants = [resolve_wall(midnight + QUARTER * slot, tz) for slot in range(SLOTS)]
        begin = midnight.replace(tzinfo=UTC)
        counted = np.array(
            [NEVER if each.is_gap else (each.at - begin) // QUARTER for each in instants]
        )
    slots = counted.astype(np.int16)
    slots.flags.writeable = False  # it is shared
    return slots


def folded(local: Slots, tzid: str, monday: date) -> Slots:
    """Rows of a local week as rows of one UTC week, what hangs over one end put to the other."""
    at = utc_slots(tzid, monday)
    [real] = np.nonzero(at != NEVER)
    slots = at[real] % SLOTS
    _, first = np.unique(slots, return_index=True)
    week = np.zeros(local.shape, dtype=bool)
    week[..., slots[first]] = local[..., real[first]]
    # A week with a doubled hour is longer than a ring: its ends share an hour.
    for again in np.delete(np.arange(len(real)), first):
        week[..., slots[again]] |= local[..., real[again]]
    return week


def starts(week: Slots, *, minutes: int) -> Slots:
    """Where a whole meeting of so many fits; the week is a ring."""
    fits = week.copy()
    for later in range(1, minutes // QUARTER_MINUTES):
        fits &= np.roll(week, -later, axis=-1)
    return fits
