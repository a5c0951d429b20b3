"""When what keeps its own hour moves on the clocks of people elsewhere."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from portal.core.zones import zone


@dataclass(frozen=True, slots=True)
class Shift:
    """From this date on (by its own calendar) it begins `minutes` later in `tzid`, or
    earlier below zero; `there` is what clocks there show at its beginning."""

    day: date
    tzid: str
    minutes: int
    there: datetime


def shifts(
    instants: Collection[datetime], tzid: str, elsewhere: Collection[str]
) -> Iterator[Shift]:
    """`instants` are all at one hour in `tzid`, in order of time."""
    here = zone(tzid)
    ahead: dict[str, timedelta] = {}
    for at in instants:
        own = at.astimezone(here).replace(tzinfo=None)
        for name in elsewhere:
            there = at.astimezone(zone(name)).replace(tzinfo=None)
            moved = there - own - ahead.get(name, there - own)
            ahead[name] = there - own
            if moved:
                yield Shift(own.date(), name, moved // timedelta(minutes=1), there)
