"""Past dates that left something to read or to watch, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from events.models import Occurrence, Series
from events.models.occurrence import OccurrenceQuerySet

from .date_minutes import is_published
from .lines import Host, days_of, host, occurrence_address


@dataclass(frozen=True)
class DateRecord:
    """`minutes_url` is empty where there is a recording alone; `days` are the first and last where
    it has days instead of hours."""

    title: str
    day: date
    url: str
    starts_at: datetime
    days: tuple[date, date] | None
    tzid: str
    host: Host
    decisions: tuple[str, ...]
    minutes_url: str
    recording_url: str


def recorded_dates(*, now: datetime) -> OccurrenceQuerySet:
    told = Q(minutes__published_at__isnull=False) | ~Q(recording_url="")
    return Occurrence.objects.published().filter(told, starts_at__lte=now)


def recorded_dates_of_series(*, series: Series, now: datetime) -> OccurrenceQuerySet:
    return recorded_dates(now=now).filter(series=series).order_by("-starts_at", "-pk")


def recorded_dates_of_group(*, initiative_id: int, now: datetime) -> OccurrenceQuerySet:
    """Joint meetings included."""
    joint = Series.also_for.through.objects.filter(initiative=initiative_id).values("series")
    hosted = Q(series__initiative=initiative_id) | Q(series__in=joint)
    return recorded_dates(now=now).filter(hosted).order_by("-starts_at", "-pk")


def date_records(dates: QuerySet[Occurrence]) -> list[DateRecord]:
    """Two queries, however many. The caller bounds and orders the rows."""
    return [date_record(row) for row in with_record(dates)]


def with_record(dates: QuerySet[Occurrence]) -> Iterable[Occurrence]:
    return dates.select_related("series__initiative", "minutes").prefetch_related(
        "minutes__decisions"
    )


def date_record(row: Occurrence) -> DateRecord:
    url = occurrence_address(row.series.slug, row.original_date)
    has_minutes = is_published(row)
    return DateRecord(
        title=row.title,
        day=row.original_date,
        url=url,
        starts_at=row.starts_at,
        days=days_of(row),
        tzid=row.tzid,
        host=host(row.series.initiative),
        decisions=tuple(one.text for one in row.minutes.decisions.all()) if has_minutes else (),
        minutes_url=f"{url}#minutes" if has_minutes else "",
        recording_url=row.recording_url,
    )
