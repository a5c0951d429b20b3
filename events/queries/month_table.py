"""A month as weeks of days, Monday first, in one reader's days."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.models.occurrence import OccurrenceQuerySet
from events.models.series import MAX_MINUTES
from portal.core import zones

from .day_list import midnight, within
from .filters import Filters, published_occurrences
from .lines import occurrence_address

A_CELL = 4
LANES = 3
MOST = 5000
A_DAY = timedelta(days=1)
LONGEST = timedelta(minutes=MAX_MINUTES)


@dataclass(frozen=True)
class MonthItem:
    clock: str
    title: str
    url: str
    hue: int
    status: str


@dataclass(frozen=True)
class MonthBar:
    """One day of what lasts several. In a week it keeps its `lane`, from 1, so that its days
    touch; `is_named` on the first day a week shows of it."""

    title: str
    url: str
    hue: int
    status: str
    lane: int
    nth: int
    total: int
    is_named: bool

    @property
    def is_first(self) -> bool:
        return self.nth == 1

    @property
    def is_last(self) -> bool:
        return self.nth == self.total


@dataclass(frozen=True)
class MonthDay:
    date: date
    is_in_month: bool
    bars: tuple[MonthBar, ...]
    items: tuple[MonthItem, ...]
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


@dataclass(frozen=True)
class Row:
    """Just what a cell shows: a month of a large foundation has a thousand of them."""

    starts_at: datetime
    override_title: str
    title: str
    slug: str
    day: date
    hue: int
    status: str
    ends_at: datetime
    tzid: str
    is_all_day: bool

    def item(self, zone: ZoneInfo) -> MonthItem:
        return MonthItem(
            clock=_("all day") if self.is_all_day else f"{self.starts_at.astimezone(zone):%H:%M}",
            title=self.override_title or self.title,
            url=occurrence_address(self.slug, self.day),
            hue=self.hue,
            status=self.status,
        )

    def bar(self, day: date, lane: int, zone: ZoneInfo) -> MonthBar:
        first, last = self.days(zone)
        return MonthBar(
            title=self.override_title or self.title,
            url=occurrence_address(self.slug, self.day),
            hue=self.hue,
            status=self.status,
            lane=lane,
            nth=(day - first).days + 1,
            total=(last - first).days + 1,
            is_named=day == first or day.weekday() == 0,
        )

    def days(self, zone: ZoneInfo) -> tuple[date, date]:
        """Its first and its last. Whole days are the same days everywhere; a call that passes
        midnight is of the day it begins on."""
        own = zones.zone(self.tzid) if self.is_all_day else zone
        first = self.starts_at.astimezone(own).date()
        # A whole day in which clocks go forward has 23 hours.
        if not self.is_all_day and self.ends_at - self.starts_at < A_DAY:
            return first, first
        return first, (self.ends_at - timedelta(microseconds=1)).astimezone(own).date()


def month_table(
    *, first: date, zone: ZoneInfo, filters: Filters, hours: AbstractSet[int] = frozenset()
) -> MonthTable:
    """`first` is the first day of the month. Cells hold `A_CELL` items and count the rest.

    `hours` as of a `day_list`.
    """
    after = (first + timedelta(days=31)).replace(day=1)
    start = first - timedelta(days=first.weekday())
    until = after + timedelta(days=-after.weekday() % 7)
    # A day more on both sides: whole days of other zones begin and end earlier or later than ours.
    dates = published_occurrences(filters).between(
        midnight(start, zone) - A_DAY - LONGEST, midnight(until, zone) + A_DAY
    )
    dates = dates.filter(ends_at__gt=midnight(start, zone) - A_DAY)
    singles: dict[date, list[Row]] = {}
    long, count = [], 0
    for row in rows_of(within(dates, hours, zone)):
        begins, ends = row.days(zone)
        count += begins < after and ends >= first
        if begins < ends:
            long.append(row)
        else:
            singles.setdefault(begins, []).append(row)
    weeks = [
        [monday + timedelta(days=n) for n in range(7)]
        for monday in (start + timedelta(days=n) for n in range(0, (until - start).days, 7))
    ]
    return MonthTable(
        first=first,
        weeks=tuple(week_of(days, first, singles, long, zone) for days in weeks),
        count=count,
    )


def week_of(
    days: list[date], first: date, singles: dict[date, list[Row]], long: list[Row], zone: ZoneInfo
) -> tuple[MonthDay, ...]:
    """What finds no lane free on one of its days is counted with what a cell does not show."""
    lanes: dict[date, dict[int, Row]] = {day: {} for day in days}
    left: dict[date, int] = dict.fromkeys(days, 0)
    for row in long:
        begins, ends = row.days(zone)
        its = [day for day in days if begins <= day <= ends]
        free = (n for n in range(1, LANES + 1) if not any(n in lanes[day] for day in its))
        lane = next(free, None)
        for day in its:
            if lane:
                lanes[day][lane] = row
            else:
                left[day] += 1
    return tuple(
        cell(
            day,
            first,
            bars=tuple(row.bar(day, lane, zone) for lane, row in sorted(lanes[day].items())),
            found=singles.get(day, []),
            left=left[day],
            zone=zone,
        )
        for day in days
    )


def rows_of(dates: OccurrenceQuerySet) -> list[Row]:
    """One query."""
    found = dates.order_by("starts_at", "series__slug").values_list(
        "starts_at",
        "override_title",
        "series__title",
        "series__slug",
        "original_date",
        "series__initiative__hue",
        "status",
        "ends_at",
        "tzid",
        "series__is_all_day",
    )
    return [Row(*values) for values in found[:MOST]]


def cell(
    day: date,
    first: date,
    *,
    bars: tuple[MonthBar, ...],
    found: list[Row],
    left: int,
    zone: ZoneInfo,
) -> MonthDay:
    # One item more takes no more room than the words that would replace it.
    shown = found if len(found) <= A_CELL + 1 else found[:A_CELL]
    return MonthDay(
        date=day,
        is_in_month=day.month == first.month,
        bars=bars,
        items=tuple(row.item(zone) for row in shown),
        more=len(found) - len(shown) + left,
    )
