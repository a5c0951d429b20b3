"""Which of our zones a VTIMEZONE of another program describes."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import islice

from icalendar import vUTCOffset

from events.core.content_lines import Component
from events.core.recurrence import BudgetSpent, Rule, RuleRefused, parse_rule, walls
from portal.core import zones

YEARS = 2
DAY = timedelta(days=1)
MAX_CHANGES = 2_000
MAX_COMPARED = 100


class ZoneDefinitions:
    """The VTIMEZONEs of one file; each is compared once a year, and not without end."""

    def __init__(self, components: list[Component]):
        self._by_tzid = {_value(each, "TZID"): each for each in components if each.first("TZID")}
        self._found: dict[tuple[str, int], str | None] = {}

    def like(self, tzid: str, *, year: int) -> str | None:
        """An IANA zone with the same clocks; None for what the file does not define."""
        asked = (tzid, year)
        if tzid in self._by_tzid and asked not in self._found and len(self._found) < MAX_COMPARED:
            self._found[asked] = zone_like(self._by_tzid[tzid], year=year)
        return self._found.get(asked)


def zone_like(definition: Component, *, year: int) -> str | None:
    """An IANA zone whose clocks agree with the definition from that year's start for two years.

    Others' definitions often hold the rules of one year for all times and get the hour of a change
    wrong: they are not compared in years the event does not touch, nor on the days of a change.
    None when no zone agrees or the definition cannot be read.
    """
    start = datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year + YEARS, 1, 1, tzinfo=UTC)
    try:
        changes = sorted(islice(zone_changes(definition, end), MAX_CHANGES))
    except (ValueError, RuleRefused, BudgetSpent):
        return None
    if not 0 < len(changes) < MAX_CHANGES:
        return None
    probes = {start, *(start + timedelta(days=each) for each in range(0, 366 * YEARS, 15))}
    probes |= {at + day for at, _, _ in changes for day in (-DAY, DAY)}
    stated = [(at, _offset(changes, at)) for at in sorted(probes) if start <= at < end]
    for name in _candidates():
        tz = zones.zone(name)
        if all(at.astimezone(tz).utcoffset() == offset for at, offset in stated):
            return zones.canonical(name)
    return None


def zone_changes(
    definition: Component, end: datetime
) -> Iterator[tuple[datetime, timedelta, timedelta]]:
    """Instants of change with the offset before and after. Raises ValueError."""
    for part in definition.children:
        first = datetime.fromisoformat(_value(part, "DTSTART"))
        before = vUTCOffset.from_ical(_value(part, "TZOFFSETFROM"))
        after = vUTCOffset.from_ical(_value(part, "TZOFFSETTO"))
        onsets = {first}
        for each in part.all("RRULE"):
            rule = parse_rule(each.value, start=first)
            onsets |= set(_until(rule, first, before, end))
        for each in part.all("RDATE"):
            onsets |= {datetime.fromisoformat(value) for value in each.value.split(",")}
        for wall in onsets:
            yield (wall - before).replace(tzinfo=UTC), before, after


def _until(rule: Rule, first: datetime, before: timedelta, end: datetime) -> Iterator[datetime]:
    for wall in walls(rule, first, after=first, before=end.replace(tzinfo=None)):
        if isinstance(rule.until, datetime) and wall - before > rule.until.replace(tzinfo=None):
            return
        yield wall


def _offset(changes: list[tuple[datetime, timedelta, timedelta]], at: datetime) -> timedelta:
    passed = bisect_right(changes, at, key=lambda change: change[0])
    return changes[passed - 1][2] if passed else changes[0][1]


def _value(component: Component, name: str) -> str:
    found = component.first(name)
    if found is None:
        raise ValueError(name)
    return found.value.strip()


@cache
def _candidates() -> tuple[str, ...]:
    """Fixed offsets first, then one well-known place for each set of rules, then all others."""
    fixed = [f"Etc/GMT{hours:+}" for hours in range(-14, 13) if hours]
    return ("UTC", *fixed, *zones.representative(), *zones.pickable())
