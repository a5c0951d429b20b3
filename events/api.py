"""Published series and their dates as JSON: public facts only, join links by way of /meet/."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from ninja import Field, Path, Query, Router, Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator

from events import access
from events.models import Kind, Occurrence, Series, Slot, Status
from events.queries.filters import Filters, published_occurrences, published_series
from events.queries.lines import address, join_key, occurrence_address
from events.queries.seats import Seats
from events.queries.series_detail import rule_in_words
from initiatives.models import Initiative
from portal.core import zones
from portal.core.years import YEARS
from portal.kit import clock
from portal.kit.addresses import absolute
from portal.kit.pagination import PageQuery, paged
from portal.kit.problem import PROBLEMS, Problem

series_router = Router(tags=["events"])
occurrences_router = Router(tags=["occurrences"])

KindName = Literal[*Kind.values]
StatusName = Literal[*Status.values]
Slug = Annotated[str, Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]


FIRST = datetime(YEARS.start, 1, 1, tzinfo=UTC)
LAST = datetime(YEARS.stop, 1, 1, tzinfo=UTC)


def in_calendar(at: datetime) -> datetime:
    """Beyond the years that dates lie in, one instant asks for the same as the next."""
    return min(max(at, FIRST), LAST)


def not_counted(at: object) -> object:
    """Pydantic takes a bare number for seconds since 1970; the description promises RFC 3339."""
    if isinstance(at, str) and "T" not in at.upper():
        raise ValueError("not a date and time as RFC 3339 writes them")
    return at


Instant = Annotated[
    AwareDatetime,
    BeforeValidator(not_counted),
    AfterValidator(in_calendar),
    Field(description="RFC 3339, with an offset."),
]


class SlotOut(Schema):
    start: str = Field(description="First date and wall-clock time, in `time_zone`.")
    time_zone: str
    rrule: str = Field(description="RFC 5545; empty for a meeting held once.")
    until: date | None
    in_words: str


class SeriesOut(Schema):
    slug: str
    public_id: UUID
    title: str
    kind: KindName
    initiative: str
    also_for: list[str]
    yields_to: list[str] = Field(description="Series on whose days this one does not meet.")
    duration_minutes: int
    region: str
    is_all_day: bool
    place: str
    map_url: str | None
    is_open_to_newcomers: bool
    has_introductions: bool = Field(description="The first ten minutes are introductions.")
    slots: list[SlotOut]
    url: str
    calendar_url: str
    join_url: str | None
    notes_url: str | None
    recordings_url: str | None
    access_note: str
    source: str
    source_url: str | None
    seen_on: date | None
    changed_at: datetime


class SeriesPage(Schema):
    results: list[SeriesOut]
    next: str | None
    previous: str | None


class SeriesQuery(PageQuery):
    initiative: Slug | None = Field(None, description="Slug of a group; joint meetings count.")
    kind: KindName | None = None
    newcomers: bool = Field(False, description="Only meetings open to newcomers.")


class OccurrenceOut(Schema):
    series: str
    original_date: date = Field(description="Its address for good, also when it was moved.")
    title: str
    kind: KindName
    initiative: str
    also_for: list[str]
    status: StatusName
    is_extra: bool = Field(description="Added by hand, beside the rule.")
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    local_start: str = Field(description="Wall-clock time in `time_zone`.")
    capacity: int | None = Field(description="Seats; null where there is room for all.")
    seats_taken: int = Field(description="How many people say they come.")
    seats_left: int | None
    url: str
    join_url: str | None


class OccurrencePage(Schema):
    results: list[OccurrenceOut]
    next: str | None
    previous: str | None


class OccurrenceQuery(SeriesQuery):
    start: Instant | None = Field(None, description="Starts at or after; else today, in UTC.")
    end: Instant | None = Field(None, description="Starts before.")


@series_router.get("", response={200: SeriesPage, **PROBLEMS}, summary="Meeting series")
def list_series(request, query: Query[SeriesQuery]):
    rows = with_all_said(published_series(filters(query)))
    return paged(request, rows, order={"slug": str}, query=query, show=series_out)


@series_router.get(
    "{slug}/", response={200: SeriesOut, 404: Problem, **PROBLEMS}, summary="One series"
)
def one_series(request, slug: Path[Slug]):
    series = access.get_series(request.user, slug)
    prefetch_related_objects([series], given_way_to())
    return series_out(series)


@occurrences_router.get("", response={200: OccurrencePage, **PROBLEMS}, summary="Dates")
def list_occurrences(request, query: Query[OccurrenceQuery]):
    start = query.start or datetime.combine(clock.now().astimezone(UTC), time.min, tzinfo=UTC)
    rows = published_occurrences(filters(query)).filter(starts_at__gte=start)
    if query.end:
        rows = rows.filter(starts_at__lt=query.end)
    rows = rows.select_related("series__initiative").prefetch_related(served("series__also_for"))
    order = {"starts_at": datetime, "series__slug": str, "original_date": date}
    return paged(request, rows, order=order, query=query, show=occurrence_out)


def filters(query: SeriesQuery) -> Filters:
    return Filters(
        kind=query.kind or "", initiative=query.initiative or "", newcomers=query.newcomers
    )


def with_all_said(series: QuerySet[Series]) -> QuerySet[Series]:
    rows = series.select_related("initiative")
    return rows.prefetch_related("slots", served("also_for"), given_way_to())


def given_way_to() -> Prefetch:
    return Prefetch("yields_to", Series.objects.published().only("slug").order_by("slug"))


def served(path: str) -> Prefetch:
    return Prefetch(path, queryset=Initiative.objects.listed().only("slug").order_by("slug"))


def series_out(series: Series) -> dict[str, Any]:
    return {
        "slug": series.slug,
        "public_id": series.public_id,
        "title": series.title,
        "kind": series.kind,
        "initiative": series.initiative.slug,
        "also_for": sorted(one.slug for one in series.also_for.all()),
        "yields_to": [one.slug for one in series.yields_to.all()],
        "duration_minutes": series.duration_minutes,
        "region": series.region,
        "is_all_day": series.is_all_day,
        "place": series.place,
        "map_url": series.map_url if series.place else None,
        "is_open_to_newcomers": series.is_open_to_newcomers,
        "has_introductions": series.has_introductions,
        "slots": [slot_out(slot) for slot in series.slots.all()],
        "url": absolute("events:series", series.slug),
        "calendar_url": absolute("events:feed_series", series.public_id),
        "join_url": absolute("events:join", series.slug) if series.join_url else None,
        "notes_url": series.notes_url or None,
        "recordings_url": series.recordings_url or None,
        "access_note": series.access_note,
        "source": series.source,
        "source_url": series.source_url or None,
        "seen_on": series.seen_on,
        "changed_at": series.changed_at,
    }


def slot_out(slot: Slot) -> dict[str, Any]:
    return {
        "start": f"{slot.start_date}T{slot.start_time:%H:%M}",
        "time_zone": slot.tzid,
        "rrule": slot.rrule,
        "until": slot.until_date,
        "in_words": rule_in_words(slot),
    }


def occurrence_out(row: Occurrence) -> dict[str, Any]:
    series = row.series
    key, base = join_key(series.slug, row.original_date), settings.PORTAL_BASE_URL
    return {
        "series": series.slug,
        "original_date": row.original_date,
        "title": row.title,
        "kind": series.kind,
        "initiative": series.initiative.slug,
        "also_for": [one.slug for one in series.also_for.all()],
        "status": row.status,
        "is_extra": row.is_extra,
        "starts_at": row.starts_at,
        "ends_at": row.ends_at,
        "time_zone": row.tzid,
        "local_start": f"{row.starts_at.astimezone(zones.zone(row.tzid)):%Y-%m-%dT%H:%M}",
        **seats_out(row),
        "url": base + occurrence_address(series.slug, row.original_date),
        "join_url": base + address("events:join", key) if series.join_url else None,
    }


def seats_out(row: Occurrence) -> dict[str, int | None]:
    seats = Seats(capacity=row.series.capacity, taken=row.seats_taken)
    return {
        "capacity": seats.capacity,
        "seats_taken": seats.taken,
        "seats_left": seats.left,
    }
