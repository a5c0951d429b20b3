"""Zone definitions for calendar files, computed from the zone data.

Every onset is written in the wall time that holds before it (TZOFFSETFROM), as RFC 5545 reads it.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from events.core.recurrence import DAYS
from portal.core.zones import zone

DAY = timedelta(days=1)
# No zone ever changed twice in so few days; a week would be too long for Brazil in 2000.
STRIDE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Onset:
    """A change of offset; `wall` is what clocks showed up to it."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str


@lru_cache(maxsize=256)
def vtimezone(tzid: str, *, first_year: int, last_year: int) -> Timezone:
    """Right for each instant of both years and between; do not change what is returned.

    A change that comes on the same weekday of the same month for years becomes a rule, without end
    when it reaches the last year; all others are listed. Raises UnknownZone.
    """
    component = Timezone()
    component.add("TZID", tzid)
    first = datetime(first_year, 1, 1, tzinfo=UTC) - DAY
    offset, name = _at(zone(tzid), first)
    kinds: dict[tuple[timedelta, timedelta, str], list[Onset]] = defaultdict(list)
    for onset in onsets(tzid, first_year=first_year, last_year=last_year):
        kinds[onset.before, onset.after, onset.name].append(onset)
    initial = Onset(first.replace(tzinfo=None), offset, offset, name)
    component.add_component(_observance([initial], None, last_year=last_year))
    for same in kinds.values():
        for run, pattern in _runs(same):
            component.add_component(_observance(run, pattern, last_year=last_year))
    return component


def onsets(tzid: str, *, first_year: int, last_year: int) -> Iterator[Onset]:
    """Each change of offset or of its name, in order, to the second."""
    tz = zone(tzid)
    end = datetime(last_year + 1, 1, 2, tzinfo=UTC)
    low = datetime(first_year, 1, 1, tzinfo=UTC) - DAY
    before = _at(tz, low)
    while low < end:
        high = low + STRIDE
        after = _at(tz, high)
        if before != after:
            change = _change(tz, low, high)
            if change < end:
                yield Onset(change.replace(tzinfo=None) + before[0], before[0], *after)
        low, before = high, after


def _change(tz: ZoneInfo, low: datetime, high: datetime) -> datetime:
    before = _at(tz, low)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) // 2
        low, high = (middle, high) if _at(tz, middle) == before else (low, middle)
    return high.replace(microsecond=0)


def _at(tz: ZoneInfo, at: datetime) -> tuple[timedelta, str]:
    local = at.astimezone(tz)
    return local.utcoffset() or timedelta(), local.tzname() or tz.key


@dataclass(frozen=True, slots=True)
class Pattern:
    """The day of a year an onset falls on, like the second Sunday of March at two."""

    month: int
    day: int
    nth: int
    time: time


def _runs(same: list[Onset]) -> Iterator[tuple[list[Onset], Pattern | None]]:
    """Onsets that follow one pattern year after year, then all that follow none."""
    singles: list[Onset] = []
    while same:
        run, shared = [same[0]], _patterns(same[0])
        for onset in same[1:]:
            common = shared & _patterns(onset)
            if not common or onset.wall.year != run[-1].wall.year + 1:
                break
            run, shared = [*run, onset], common
        if len(run) > 1:
            yield run, min(shared, key=lambda pattern: pattern.nth)
        else:
            singles += run
        same = same[len(run) :]
    if singles:
        yield singles, None


def _patterns(onset: Onset) -> set[Pattern]:
    wall = onset.wall
    nths = {(wall.day - 1) // 7 + 1} | ({-1} if (wall + 7 * DAY).month != wall.month else set())
    return {Pattern(wall.month, wall.weekday(), nth, wall.time()) for nth in nths}


def _observance(
    run: list[Onset], pattern: Pattern | None, *, last_year: int
) -> TimezoneStandard | TimezoneDaylight:
    first, *others = run
    summer = first.after > first.before
    component = TimezoneDaylight() if summer else TimezoneStandard()
    component.add("DTSTART", first.wall)
    component.add("TZOFFSETFROM", first.before)
    component.add("TZOFFSETTO", first.after)
    component.add("TZNAME", first.name)
    if pattern:
        day = f"{pattern.nth}{DAYS[pattern.day]}"
        rule = {"FREQ": "YEARLY", "BYMONTH": pattern.month, "BYDAY": day}
        if run[-1].wall.year < last_year:
            rule["UNTIL"] = (run[-1].wall - first.before).replace(tzinfo=UTC)
        component.add("RRULE", vRecur(rule))
    elif others:
        component.add("RDATE", [onset.wall for onset in others])
    return component
