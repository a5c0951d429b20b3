"""A month as weeks of days, Monday first, in one reader's days."""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from .day_list import by_day, midnight
from .filters import Filters, published_occurrences
from .lines import Line, lines

A_CELL = 4
MOST = 5000


@dataclass(frozen=True)
class MonthDay:
    date: date
    is_in_month: bool
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True)
class MonthTable:
    first: date
    weeks: tuple[tuple[MonthDay, ...], ...]
    count: int

    @property
    def previous(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> date:
        return (self.first + timedelta(days=31)).replace(day=1)


def month_table(*, first: date, zone: ZoneInfo, filters: Filters) -> MonthTable:
    """`first` is the first day of the month. Cells hold `A_CELL` lines and count the rest."""
    after = (first + timedelta(days=31)).replace(day=1)
    start = first - timedelta(days=first.weekday())
    until = after + timedelta(days=-after.weekday() % 7)
    found = lines(
        published_occurrences(filters)
        .between(midnight(start, zone), midnight(until, zone))
        .order_by("starts_at", "series__slug")[:MOST]
    )
    lines_of = {day.date: day.lines for day in by_day(found, zone)}
    days = [cell(start + timedelta(days=n), first, lines_of) for n in range((until - start).days)]
    return MonthTable(
        first=first,
        weeks=tuple(tuple(days[n : n + 7]) for n in range(0, len(days), 7)),
        count=sum(len(ones) for day, ones in lines_of.items() if day.month == first.month),
    )


def cell(day: date, first: date, lines_of: dict[date, tuple[Line, ...]]) -> MonthDay:
    found = lines_of.get(day, ())
    # One line more takes no more room than the words that would replace it.
    shown = found if len(found) <= A_CELL + 1 else found[:A_CELL]
    return MonthDay(
        date=day,
        is_in_month=day.month == first.month,
        lines=shown,
        more=len(found) - len(shown),
    )
