"""How much of both sides of a cohort is free at once: when something for everybody could be."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from .instance import Person
from .week_grid import DAY_SLOTS, NEVER, SLOTS, folded, local_slots, starts, utc_slots

HALF_HOUR = 30


def percent_free(
    mentees: Sequence[Person], mentors: Sequence[Person], *, monday: date, tzid: str
) -> tuple[tuple[int, ...], ...]:
    """Of that side of which fewer are free all the half-hour, rounded down: seven days of 48, wall
    time of `tzid`, the week a ring. 0 where clocks skip the time. Neither side is empty. Raises
    UnknownZone."""
    lowest = np.minimum(*(_counts(side, monday) * 100 // len(side) for side in (mentees, mentors)))
    here = utc_slots(tzid, monday)
    slots = np.where(here == NEVER, 0, lowest[here % SLOTS])
    return tuple(tuple(day[::2].tolist()) for day in slots.reshape(7, DAY_SLOTS))


def _counts(people: Sequence[Person], monday: date) -> NDArray[np.int64]:
    """Who can begin half an hour, by quarter hour of the UTC week."""
    counts = np.zeros(SLOTS, dtype=np.int64)
    alike = Counter((one.availability, one.timezone) for one in people)
    for (windows, tzid), number in alike.items():
        week = folded(local_slots(windows), tzid, monday)
        counts += number * starts(week, minutes=HALF_HOUR)
    return counts
