"""A month as weeks of days, Monday first, in one reader's days."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from events.models.occurrence import OccurrenceQuerySet
from portal.core import zones

from .day_list import midnight, within
from .filters import Filters, published_occurrences
from .lines import occurrence_address

A_CELL = 4
MOST = 5000


@dataclass(frozen=True)
class MonthItem:
    clock: str
    title: str
    url: str
    hue: int
    status: str


@dataclass(frozen=True)
class MonthDay:
    date: date
    is_in_month: bool
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
            clock=self.days() if self.is_all_day else f"{self.starts_at.astimezone(zone):%H:%M}",
            title=self.override_title or self.title,
            url=occurrence_address(self.slug, self.day),
            hue=self.hue,
            status=self.status,
        )

    def day_in(self, zone: ZoneInfo) -> date:
        """Whole days are the same days everywhere."""
        return self.starts_at.astimezone(zones.zone(self.tzid) if self.is_all_day else zone).date()

    def days(self) -> str:
        """One entry on its first day says how long it lasts."""
        last = (self.ends_at - timedelta(microseconds=1)).astimezone(zones.zone(self.tzid)).date()
        if last == self.day_in(zones.zone(self.tzid)):
            return _("all day")
        return _("to %(day)s") % {"day": format_date(last, "j M")}


def month_table(
    *, first: date, zone: ZoneInfo, filters: Filters, hours: AbstractSet[int] = frozenset()
) -> MonthTable:
    """`first` is the first day of the month. Cells hold `A_CELL` items and count the rest.

    `hours` as of a `day_list`.
    """
    after = (first + timedelta(days=31)).replace(day=1)
    start = first - timedelta(days=first.weekday())
    until = after + timedelta(days=-after.weekday() % 7)
    rows: dict[date, list[Row]] = {}
    dates = published_occurrences(filters).between(midnight(start, zone), midnight(until, zone))
    for row in rows_of(within(dates, hours, zone)):
        rows.setdefault(row.day_in(zone), []).append(row)
    days = [start + timedelta(days=n) for n in range((until - start).days)]
    cells = [cell(day, first, rows.get(day, []), zone) for day in days]
    return MonthTable(
        first=first,
        weeks=tuple(tuple(cells[n : n + 7]) for n in range(0, len(cells), 7)),
        count=sum(len(found) for day, found in rows.items() if day.month == first.month),
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


def cell(day: date, first: date, found: list[Row], zone: ZoneInfo) -> MonthDay:
    # One item more takes no more room than the words that would replace it.
    shown = found if len(found) <= A_CELL + 1 else found[:A_CELL]
    return MonthDay(
        date=day,
        is_in_month=day.month == first.month,
        items=tuple(row.item(zone) for row in shown),
        more=len(found) - len(shown),
    )
