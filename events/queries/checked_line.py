"""A published meeting line as the page that checks it shows it: no query, only arithmetic."""

from dataclasses import dataclass
from datetime import date, datetime

from events.core.schedule_verdict import Finding, Line, Verdict, judge
from portal.core import zones
from portal.core.clock_shifts import shifts

from .schedule_preview import YEAR, Change, changes, starts

SHOWN = 10
LONGEST = 600  # one line of a README; a longer address is refused by servers on the way


@dataclass(frozen=True)
class NextDate:
    """`changes` are the clock changes this date is the first behind."""

    at: datetime
    tzid: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class CheckedLine:
    text: str
    verdict: Verdict
    dates: tuple[NextDate, ...]

    @property
    def has_changes(self) -> bool:
        return any(one.changes for one in self.dates)

    @property
    def look(self) -> str:
        """The kind of banner that says it."""
        return "ok" if self.verdict.finding is Finding.RIGHT else "warn"


def checked_line(*, text: str, first: date | None, now: datetime, reader_zone: str) -> CheckedLine:
    """Dates are told with what a change of clocks does to them on the reader's own."""
    today = now.astimezone(zones.zone(reader_zone)).date()
    verdict = judge(text, today=today, first=first)
    dates = [one for line in verdict.lines for one in next_dates(line, now, reader_zone)]
    dates.sort(key=lambda one: one.at)
    return CheckedLine(text, verdict, tuple(dates[:SHOWN]))


def next_dates(line: Line, now: datetime, reader_zone: str) -> list[NextDate]:
    tzid = line.schedule.tzid
    year = starts(line.schedule, now, YEAR)
    found = (year if len(year) >= SHOWN else starts(line.schedule, now, SHOWN * YEAR))[:SHOWN]
    here = zones.zone(tzid)
    moved = list(shifts(found, tzid, [reader_zone])) if reader_zone != tzid else []
    by_day = {change.day: change for change in changes(moved)}
    days = ((at, at.astimezone(here).date()) for at in found)
    return [NextDate(at, tzid, (by_day[day],) if day in by_day else ()) for at, day in days]
