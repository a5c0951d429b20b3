"""One line of a timetable, as a plain value: what every list, table and panel shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from events.models import Kind, Occurrence, Status
from initiatives.models import Initiative
from portal.core import zones

A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Host:
    slug: str
    name: str
    hue: int

    @property
    def url(self) -> str:
        return address("initiatives:detail", self.slug)


@dataclass(frozen=True)
class Line:
    """`tzid` is the zone its group agreed on; `day` the original date, which is its address;
    `before_at` is when the date before began, where it was asked for."""

    series_slug: str
    day: date
    title: str
    kind: str
    starts_at: datetime
    ends_at: datetime
    tzid: str
    status: str
    host: Host
    also_for: tuple[Host, ...]
    region: str
    place: str
    is_open_to_newcomers: bool
    has_join_link: bool
    has_introductions: bool = False
    is_all_day: bool = False
    overlaps: tuple[str, ...] = ()
    before_at: datetime | None = None

    @property
    def url(self) -> str:
        return occurrence_address(self.series_slug, self.day)

    @property
    def join_url(self) -> str:
        return address("events:join", join_key(self.series_slug, self.day))

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def note(self) -> str:
        """What a title alone leaves out: who else it is for, which part of the world, where."""
        also = [_("with %(group)s") % {"group": group.name} for group in self.also_for]
        begins = _("the first ten minutes are introductions") if self.has_introductions else ""
        return " · ".join(filter(None, [*also, self.region, self.place, begins, self.overlap]))

    @property
    def overlap(self) -> str:
        if not self.overlaps:
            return ""
        if len(self.overlaps) == 1:
            return _("at the same time as %(title)s") % {"title": self.overlaps[0]}
        return _("at the same time as %(n)d others") % {"n": len(self.overlaps)}

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_moved(self) -> bool:
        return self.status == Status.MOVED

    @property
    def is_gathering(self) -> bool:
        """Something people come to; a deadline is not."""
        return self.kind not in {Kind.DEADLINE, Kind.ELECTION}

    @property
    def first_day(self) -> date:
        return self.starts_in(zones.zone(self.tzid)).date()

    @property
    def last_day(self) -> date:
        """Whole days end with the midnight after them."""
        return (self.ends_at - A_MOMENT).astimezone(zones.zone(self.tzid)).date()

    def starts_in(self, zone: ZoneInfo) -> datetime:
        return self.starts_at.astimezone(zone)


def days_from(starts_at: datetime, minutes: int, tzid: str) -> tuple[date, date]:
    """Counted in days: one in which clocks change has not the minutes of others."""
    first = starts_at.astimezone(zones.zone(tzid)).date()
    return first, first + timedelta(minutes=minutes) - timedelta(days=1)


def days_of(row: Occurrence) -> tuple[date, date] | None:
    """The first and the last; None of what has hours."""
    if not row.series.is_all_day:
        return None
    here = zones.zone(row.tzid)
    return row.starts_at.astimezone(here).date(), (row.ends_at - A_MOMENT).astimezone(here).date()


@lru_cache(maxsize=4096)
def address(name: str, slug: str) -> str:
    """`reverse` costs a tenth of a millisecond; a table asks for the same few hundred again."""
    return reverse(name, args=[slug])


def occurrence_address(series_slug: str, day: date) -> str:
    return f"{address('events:series', series_slug)}{day.isoformat()}/"


def join_key(series_slug: str, day: date) -> str:
    """The `<occurrence>` of `/meet/<occurrence>/join`; a slug has no full stop."""
    return f"{series_slug}.{day.isoformat()}"


def lines(occurrences: QuerySet[Occurrence]) -> list[Line]:
    """Two queries, however many lines. The caller bounds and orders the rows."""
    return [line(row) for row in with_groups(occurrences)]


def with_groups(occurrences: QuerySet[Occurrence]) -> QuerySet[Occurrence]:
    listed = Initiative.objects.listed().only("slug", "name", "hue").order_by("name")
    return (
        with_dates_before(occurrences)
        .select_related("series__initiative")
        .prefetch_related(Prefetch("series__also_for", queryset=listed))
    )


def with_dates_before(occurrences: QuerySet[Occurrence]) -> QuerySet[Any]:
    """With `before_at`: when the date before by the same rule began."""
    earlier = Occurrence.objects.filter(
        slot=OuterRef("slot"), original_date__lt=OuterRef("original_date")
    ).order_by("-original_date")
    return occurrences.annotate(before_at=Subquery(earlier.values("starts_at")[:1]))


def line(row: Occurrence) -> Line:
    series = row.series
    return Line(
        series_slug=series.slug,
        day=row.original_date,
        title=row.title,
        kind=series.kind,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        tzid=row.tzid,
        status=row.status,
        host=host(series.initiative),
        also_for=hosts(series.also_for.all()),
        region=series.region,
        place=row.override_location or series.place,
        is_open_to_newcomers=series.is_open_to_newcomers,
        has_join_link=bool(series.join_url),
        has_introductions=series.has_introductions,
        is_all_day=series.is_all_day,
        before_at=getattr(row, "before_at", None),
    )


def host(initiative: Initiative) -> Host:
    return Host(initiative.slug, initiative.name, initiative.hue)


def hosts(initiatives: Iterable[Initiative]) -> tuple[Host, ...]:
    return tuple(host(one) for one in initiatives)
