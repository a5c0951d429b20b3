"""The calendar as a list by day, in one reader's days."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from events.models.occurrence import OccurrenceQuerySet

from .attendable import attendable
from .filters import Filters, published_occurrences
from .lines import Line, lines

DAYS = 14
MOST = 50


@dataclass(frozen=True)
class Day:
    date: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DayList:
    """`days` are the ones with something in them; `until` is the first day not shown.

    `is_cut` when even one day alone has more than a page holds.
    """

    start: date
    until: date
    days: tuple[Day, ...]
    is_cut: bool = False

    @property
    def earlier(self) -> date:
        return self.start - timedelta(days=DAYS)

    @property
    def tomorrow(self) -> date:
        return self.start + timedelta(days=1)

    @property
    def count(self) -> int:
        return sum(len(day.lines) for day in self.days)


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """The instant a local day begins; where midnight does not exist, the end of the gap."""
    return datetime.combine(day, time.min, tzinfo=zone).astimezone(UTC)


def day_list(
    *,
    start: date,
    zone: ZoneInfo,
    filters: Filters,
    days: int = DAYS,
    hours: AbstractSet[int] = frozenset(),
) -> DayList:
    """At most `MOST` lines: a busy week is cut at the end of a day, and `until` says where.

    `hours` are the half-hours of a week, in the zone, that the reader could come in; none of them
    means any. One query more with them.
    """
    until = start + timedelta(days=days)
    dates = published_occurrences(filters).between(midnight(start, zone), midnight(until, zone))
    found = lines(within(dates, hours, zone).order_by("starts_at", "series__slug")[: MOST + 1])
    is_cut = False
    if len(found) > MOST:
        last = found[-1].starts_in(zone).date()
        is_cut = found[0].starts_in(zone).date() == last
        until = last + timedelta(days=1) if is_cut else last
        found = [one for one in found[:MOST] if is_cut or one.starts_in(zone).date() < last]
    return DayList(start=start, until=until, days=by_day(with_overlaps(found), zone), is_cut=is_cut)


def within(
    dates: OccurrenceQuerySet, hours: AbstractSet[int], zone: ZoneInfo
) -> OccurrenceQuerySet:
    return attendable(dates, hours=hours, zone=zone) if hours else dates


def with_overlaps(found: list[Line]) -> list[Line]:
    """Who else meets at the same time, said on both; a cancelled date is in nobody's way."""
    on = [one for one in found if not one.is_cancelled]
    return [
        replace(
            one,
            overlaps=tuple(
                other.title
                for other in on
                if other is not one
                and other.starts_at < one.ends_at
                and one.starts_at < other.ends_at
            ),
        )
        if not one.is_cancelled
        else one
        for one in found
    ]


def by_day(found: list[Line], zone: ZoneInfo) -> tuple[Day, ...]:
    days: dict[date, list[Line]] = {}
    for one in found:
        day = one.first_day if one.is_all_day else one.starts_in(zone).date()
        days.setdefault(day, []).append(one)
    return tuple(Day(day, tuple(ones)) for day, ones in sorted(days.items()))


def first_day_after(
    *, day: date, zone: ZoneInfo, filters: Filters, hours: AbstractSet[int] = frozenset()
) -> date | None:
    """Where the next meeting is when a window is empty."""
    dates = published_occurrences(filters).filter(starts_at__gte=midnight(day, zone))
    row = within(dates, hours, zone).order_by("starts_at").first()
    return row.starts_at.astimezone(zone).date() if row else None
