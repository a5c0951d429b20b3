"""What comes next: of one group, of many groups at once, of one series, for newcomers, today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import OuterRef, Q, QuerySet, Subquery

from events.models import Kind, Occurrence, Series

from .day_list import DayList, day_list
from .filters import Filters
from .lines import Line, line, lines, occurrence_address

STRIP_DAYS = 2
MOST_NAMES = 2000


@dataclass(frozen=True)
class Neighbour:
    day: date
    url: str


def next_of_initiative(*, initiative_id: int, now: datetime, limit: int = 2) -> list[Line]:
    """Cancelled dates are told too: who planned to come needs to know."""
    joint = Series.also_for.through.objects.filter(initiative=initiative_id).values("series")
    return lines(
        Occurrence.objects.filter(Q(series__initiative=initiative_id) | Q(series__in=joint))
        .published()
        .upcoming(now)
        .order_by("starts_at", "series__slug")[:limit]
    )


def next_occurrence_by_initiative(
    *, initiative_ids: Collection[int], now: datetime
) -> dict[int, Line]:
    """The next date that will happen, for each group that has one. Two queries for any number."""
    wanted = set(initiative_ids)
    joint = Series.also_for.through.objects.filter(initiative__in=wanted).values("series")
    first = (
        Occurrence.objects.filter(series=OuterRef("pk"))
        .upcoming(now)
        .on()
        .order_by("starts_at")
        .values("pk")[:1]
    )
    series = Series.objects.published().filter(Q(initiative__in=wanted) | Q(pk__in=joint))
    rows = (
        Occurrence.objects.filter(pk__in=series.order_by().values_list(Subquery(first)))
        .select_related("series__initiative")
        .prefetch_related("series__also_for")
        .order_by("starts_at", "series__slug")
    )
    found: dict[int, Line] = {}
    for row in rows:
        for host in (row.series.initiative, *row.series.also_for.all()):
            if host.pk in wanted:
                found.setdefault(host.pk, line(row))
    return found


def next_of_series(*, series_id: int, now: datetime, limit: int = 8) -> list[Line]:
    return lines(
        Occurrence.objects.filter(series=series_id)
        .upcoming(now)
        .order_by("starts_at", "original_date")[:limit]
    )


def next_to_join(*, series: Series, now: datetime) -> Occurrence | None:
    """The date that the link of a whole series leads to."""
    coming = Occurrence.objects.filter(series=series).upcoming(now).on()
    return coming.select_related("series__initiative").order_by("starts_at").first()


def next_that_happens(*, series_id: int, now: datetime) -> Line | None:
    return next_line(
        Occurrence.objects.filter(series=series_id).upcoming(now).on().order_by("starts_at")
    )


def next_newcomer_call(*, now: datetime) -> Line | None:
    """The next call made for newcomers; failing one, the next meeting that says they may come."""
    coming = Occurrence.objects.published().upcoming(now).on().order_by("starts_at")
    return next_line(coming.filter(series__kind=Kind.WELCOME_CALL)) or next_line(
        coming.filter(series__is_open_to_newcomers=True)
    )


def next_line(coming: QuerySet[Occurrence]) -> Line | None:
    return next(iter(lines(coming[:1])), None)


def today_and_tomorrow(*, today: date, zone: ZoneInfo) -> DayList:
    return day_list(start=today, zone=zone, filters=Filters(), days=STRIP_DAYS)


def next_of_slug(*, slug: str, now: datetime) -> Line | None:
    """The next date that will happen of a meeting known by its slug; two queries."""
    dates = Occurrence.objects.filter(series__slug=slug).published().upcoming(now).on()
    return next_line(dates.order_by("starts_at"))


def published_names() -> list[tuple[str, str]]:
    """Slug and title of every published meeting, for who lets somebody choose one."""
    named = Series.objects.published().order_by("title", "slug")
    return list(named.values_list("slug", "title")[:MOST_NAMES])


def published_among(*, slugs: Collection[str]) -> frozenset[str]:
    """One query, none for none."""
    found = Series.objects.published().filter(slug__in=slugs).order_by()
    return frozenset(found.values_list("slug", flat=True)) if slugs else frozenset()


def neighbours(*, row: Occurrence) -> tuple[Neighbour | None, Neighbour | None]:
    """The dates before and after one, in time. Two queries."""
    rows = Occurrence.objects.filter(series=row.series_id)
    before = rows.filter(starts_at__lt=row.starts_at).order_by("-starts_at")
    after = rows.filter(starts_at__gt=row.starts_at).order_by("starts_at")
    return neighbour(before, row.series.slug), neighbour(after, row.series.slug)


def neighbour(rows: QuerySet[Occurrence], slug: str) -> Neighbour | None:
    day = rows.values_list("original_date", flat=True).first()
    return Neighbour(day, occurrence_address(slug, day)) if day else None
