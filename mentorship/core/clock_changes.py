"""When two places stop being as many hours apart as they were."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.core import zones

NOON = time(12)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class ClockChange:
    """From `day` on `b` is `minutes` ahead of `a`; before it was `before`."""

    day: date
    before: int
    minutes: int


def clock_changes(a: str, b: str, *, start: date, end: date) -> tuple[ClockChange, ...]:
    """Of two IANA zones, on the days from `start` to `end`, both included. Clocks change at night,
    so that noon UTC tells the days apart in every zone but those of the Pacific, where it may say
    the day before."""
    changes = []
    before = apart(a, b, start)
    day = start + DAY
    while day <= end:
        now = apart(a, b, day)
        if now != before:
            changes.append(ClockChange(day, before, now))
            before = now
        day += DAY
    return tuple(changes)


def apart(a: str, b: str, day: date) -> int:
    """Minutes that `b` is ahead of `a` at noon UTC."""
    at = datetime.combine(day, NOON, tzinfo=UTC)
    offsets = [at.astimezone(zones.zone(name)).utcoffset() or timedelta() for name in (a, b)]
    return int((offsets[1] - offsets[0]).total_seconds()) // 60
