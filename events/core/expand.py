"""The instants of a schedule in a window of time.

Rules run on naive wall time, the zone comes after: that is the only order in which nine o'clock
stays nine o'clock. `python -m events.core.expand FILE.ics START END` does it for a calendar file.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from events.core.content_lines import MAX_BYTES, CalendarRefused
from events.core.ics_reading import read_calendar
from events.core.recurrence import (
    MAX_DATES,
    BudgetSpent,
    Override,
    Rule,
    Schedule,
    starts_on_rule,
    walls,
)
from portal.core.zones import Instant, resolve_wall, zone

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
# More than any zone ever skipped at once (Samoa left out a day).
MARGIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Instance:
    """One date that happens. `recurrence_id` is the wall time its rule gave, also when moved;
    `is_gap` and `is_doubled` say that clocks never or twice show its wall time that day."""

    recurrence_id: datetime
    start: datetime
    end: datetime
    status: str = "confirmed"
    override: Override | None = None
    is_gap: bool = False
    is_doubled: bool = False


@dataclass(frozen=True, slots=True)
class StrangeDate:
    """A wall time of a rule that a clock change skips or doubles; `instead` is what clocks show
    at the instant meant when the missing time is read with the offset before it."""

    wall: datetime
    is_gap: bool
    instead: datetime


def expand(
    schedule: Schedule, *, start: datetime, end: datetime, status: str = "confirmed"
) -> list[Instance]:
    """What overlaps the half-open window of two instants, by start; nothing outside 1900 to 2200.

    `status` is the whole series' own: dates of a cancelled series are cancelled. Raises
    BudgetSpent and UnknownZone.
    """
    start, end = max(start, EARLIEST), min(end, LATEST)
    tz = zone(schedule.tzid)
    found = [
        instance
        for instance in _instances(schedule, tz, start, end, status)
        if instance.end > start and instance.start < end
    ]
    if len(found) > MAX_DATES:
        raise BudgetSpent(f"More than {MAX_DATES:,} dates in one window: ask for a shorter one.")
    return sorted(found, key=lambda each: (each.start, each.recurrence_id))


def strange_dates(
    schedule: Schedule, *, since: datetime | None = None, years: int = 5
) -> list[StrangeDate]:
    """Dates of the rule, from `since` (wall time; else the first date) on, that clocks skip or show
    twice: the organizer is asked about them before anyone is surprised. Raises BudgetSpent."""
    tz = zone(schedule.tzid)
    after = max(since or schedule.start, schedule.start)
    before = after + timedelta(days=366 * years)
    times = dict(_rule_times(schedule, tz, after, before))
    times |= {wall: _resolve(schedule, wall, tz) for wall in _extra_walls(schedule, after, before)}
    return [
        StrangeDate(wall, at.is_gap, at.at.astimezone(tz).replace(tzinfo=None, fold=0))
        for wall, at in sorted(times.items())
        if (at.is_gap or at.is_doubled) and not schedule.is_excluded(wall)
    ]


def _instances(
    schedule: Schedule, tz: ZoneInfo, start: datetime, end: datetime, status: str
) -> Iterator[Instance]:
    """A superset of what overlaps the window, in no order."""
    following = sorted(
        (each for each in schedule.overrides if each.is_for_following),
        key=lambda each: each.recurrence_id,
    )
    reach = MARGIN + max(map(_shift, following), default=timedelta())
    longest = max([schedule.duration, *(each.duration or timedelta() for each in following)])
    after = max(start - longest, EARLIEST).astimezone(tz).replace(tzinfo=None) - reach
    before = end.astimezone(tz).replace(tzinfo=None) + reach
    times = {wall: at for wall, at in _rule_times(schedule, tz, after, before) if not at.is_gap}
    times |= {wall: _resolve(schedule, wall, tz) for wall in _extra_walls(schedule, after, before)}
    for override in schedule.overrides:
        times.pop(override.recurrence_id, None)
        yield _overridden(schedule, override, override.recurrence_id, status)
    for wall, at in times.items():
        if schedule.is_excluded(wall):
            continue
        change = next((each for each in reversed(following) if each.recurrence_id <= wall), None)
        if change:
            yield _overridden(schedule, change, wall, status)
        else:
            finish = _end(schedule, wall, at.at, schedule.duration, tz)
            yield Instance(wall, at.at, finish, status, None, at.is_gap, at.is_doubled)


def _rule_times(
    schedule: Schedule, tz: ZoneInfo, after: datetime, before: datetime
) -> Iterator[tuple[datetime, Instant]]:
    """The rule's dates until its end, those in a gap too: they are not counted (RFC 5545, 3.3.10).
    A rule with COUNT is walked from its first date, the others from the window's."""
    rule = schedule.rule
    if rule is None or before < schedule.start:
        return
    left = rule.count
    if left is not None:
        after = schedule.start
        left -= not starts_on_rule(schedule.start, rule)
    for number, wall in enumerate(walls(rule, schedule.start, after=after, before=before)):
        at = _resolve(schedule, wall, tz)
        if left == 0 or _is_past(rule, wall, at.at, is_all_day=schedule.is_all_day):
            return
        if number > MAX_DATES:
            raise BudgetSpent(
                f"More than {MAX_DATES:,} dates in one window: ask for a shorter one."
            )
        if left is not None:
            left -= not at.is_gap
        yield wall, at


def _resolve(schedule: Schedule, wall: datetime, tz: ZoneInfo) -> Instant:
    """A day begins when it can: only a time of day is ever skipped or doubled."""
    at = resolve_wall(wall, tz)
    return Instant(at.at) if schedule.is_all_day else at


def _is_past(rule: Rule, wall: datetime, at: datetime, *, is_all_day: bool) -> bool:
    """UNTIL is the last instant. A bare day, or a local midnight others write for one, is the last
    day; days have no instants, so all-day rules compare days."""
    match rule.until:
        case None:
            return False
        case datetime() as until if is_all_day:
            return wall.date() > until.date()
        case datetime(tzinfo=None) as until:
            return wall.date() > until.date() if until.time() == time() else wall > until
        case datetime() as until:
            return at > until
        case day:
            return wall.date() > day


def _extra_walls(schedule: Schedule, after: datetime, before: datetime) -> set[datetime]:
    """Dates somebody named: RDATEs, and a first date the rule would not give, which counts."""
    extra = set(schedule.rdates)
    if schedule.rule is None or not starts_on_rule(schedule.start, schedule.rule):
        extra.add(schedule.start)
    return {wall for wall in extra if after <= wall <= before}


def _shift(override: Override) -> timedelta:
    return abs((override.start or override.recurrence_id) - override.recurrence_id)


def _overridden(schedule: Schedule, override: Override, wall: datetime, status: str) -> Instance:
    """`wall` is the date the override is for: its own, or a later one when it is for following."""
    tz = zone(override.tzid or schedule.tzid)
    moved = (override.start or override.recurrence_id) + (wall - override.recurrence_id)
    at = _resolve(schedule, moved, tz)
    duration = schedule.duration if override.duration is None else override.duration
    return Instance(
        wall,
        at.at,
        _end(schedule, moved, at.at, duration, tz),
        "cancelled" if status == "cancelled" else override.status or status,
        override,
        at.is_gap,
        at.is_doubled,
    )


def _end(
    schedule: Schedule, wall: datetime, at: datetime, duration: timedelta, tz: ZoneInfo
) -> datetime:
    """Timed meetings last exactly as long as they say; days last from midnight to midnight."""
    return resolve_wall(wall + duration, tz).at if schedule.is_all_day else at + duration


USAGE = (
    "usage: python -m events.core.expand FILE.ics START END (two instants like 2026-03-01T00:00Z)"
)


def main(arguments: list[str]) -> int:
    """0 when the calendar was read, 1 when the file or every event in it was refused, 2 for wrong
    usage. What was wrong with single events goes to stderr, one line each.
    """
    try:
        path, *window = arguments
        start, end = map(_instant, window)
    except (ValueError, OverflowError):
        sys.stderr.write(f"{USAGE}\n")
        return 2
    try:
        with Path(path).open("rb") as file:
            calendar = read_calendar(file.read(MAX_BYTES + 1))
    except (OSError, CalendarRefused) as refused:
        sys.stderr.write(f"{path}: {getattr(refused, 'strerror', None) or refused}\n")
        return 1
    for problem in calendar.problems:
        sys.stderr.write(f"{problem.kind}: {problem}\n")
    is_left_out = any(problem.kind != "warning" for problem in calendar.problems)
    used: list[str] = []
    rows: list[tuple[datetime, str, Instance]] = []
    for event in calendar.events:
        try:
            found = expand(event.schedule, start=start, end=end, status=event.status)
        except BudgetSpent as spent:
            sys.stderr.write(f"refused: {event.uid}: {spent}\n")
            is_left_out = True
            continue
        used.append(event.uid)
        rows += [(each.start, event.uid, each) for each in found]
    rows.sort(key=lambda row: row[:2])
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.write("".join(_line(uid, each) for _, uid, each in rows))
    return 1 if is_left_out and not used else 0


def _instant(text: str) -> datetime:
    """Raises ValueError also for a time without an offset: it is no instant."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(text)
    return at.astimezone(UTC)


def _line(uid: str, instance: Instance) -> str:
    seconds = "auto" if instance.recurrence_id.second else "minutes"
    row = {
        "uid": uid,
        "recurrence_id": instance.recurrence_id.isoformat(timespec=seconds),
        "start": f"{instance.start:%Y-%m-%dT%H:%M:%SZ}",
        "end": f"{instance.end:%Y-%m-%dT%H:%M:%SZ}",
        "status": instance.status,
    }
    return f"{json.dumps(row)}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
