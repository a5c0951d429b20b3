"""Published series as calendar events: from rules and decisions, never from the made rows, so that
a feed says the same tomorrow as today and reaches as far as a calendar cares to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from events.core.ics import CalendarEvent
from events.core.recurrence import Override
from events.models import Kind, Occurrence, Series, Status
from initiatives.models import Initiative

from .filters import Filters, published_series
from .lines import join_key
from .meeting_entries import decided
from .rule_dates import schedule

MOST_SERIES = 2000


@dataclass(frozen=True)
class Feed:
    """`changed_at` is the last change of any series of its kind, also of one hidden by now."""

    name: str
    events: tuple[CalendarEvent, ...]
    changed_at: datetime | None


def feed_of_all() -> Feed:
    name = _("%(foundation)s: all meetings") % {"foundation": settings.FOUNDATION_NAME}
    return feed(name, published_series(Filters()), Series.objects.all())


def feed_of_initiative(initiative: Initiative) -> Feed:
    """Joint meetings that another group hosts included."""
    shown = published_series(Filters(initiative=initiative.slug))
    name = f"{settings.FOUNDATION_NAME}: {initiative.name}"
    return feed(name, shown, Series.objects.hosted_by(initiative))


def feed_of_kind(kind: str) -> Feed | None:
    """None when there is no such kind; a kind nobody uses yet is an empty calendar."""
    if kind not in Kind.values:
        return None
    name = f"{settings.FOUNDATION_NAME}: {Kind(kind).label}"
    return feed(name, published_series(Filters(kind=kind)), Series.objects.filter(kind=kind))


def feed_of_series(series: Series) -> Feed:
    same = Series.objects.filter(pk=series.pk)
    return feed(f"{settings.FOUNDATION_NAME}: {series.title}", same, same)


def feed(name: str, shown: QuerySet[Series], every: QuerySet[Series]) -> Feed:
    """Four queries for any number of series."""
    rows = (
        shown.select_related("initiative")
        .prefetch_related("slots", Prefetch("occurrences", decided()))
        .order_by("slug")[:MOST_SERIES]
    )
    return Feed(
        name=name,
        events=tuple(event for row in rows for event in events_of(row)),
        changed_at=every.aggregate(at=Max("changed_at"))["at"],
    )


def events_of(series: Series) -> Iterator[CalendarEvent]:
    """One event a slot: calendars allow one rule each."""
    for slot in series.slots.all():
        overrides = tuple(
            override(series, row) for row in series.occurrences.all() if row.slot_id == slot.pk
        )
        yield CalendarEvent(
            uid=slot.uid,
            schedule=schedule(slot, series.duration_minutes, overrides),
            summary=series.title,
            description=description(series),
            location=join_address(series, series.slug),
            url=absolute("events:series", series.slug),
            sequence=slot.sequence,
            last_modified=series.changed_at,
        )


def override(series: Series, row: Occurrence) -> Override:
    key = join_key(series.slug, row.original_date)
    return Override(
        recurrence_id=datetime.combine(row.original_date, row.original_time),
        start=row.moved_to,
        tzid=row.tzid if row.moved_to else None,
        status="cancelled" if row.status == Status.CANCELLED else None,
        summary=row.override_title or None,
        location=row.override_location or join_address(series, key) or None,
        url=absolute("events:occurrence", series.slug, row.original_date),
    )


def description(series: Series) -> str:
    said = [
        _("A meeting of %(group)s.") % {"group": series.initiative.name},
        series.access_note,
        _("Notes: %(url)s") % {"url": series.notes_url} if series.notes_url else "",
    ]
    return "\n".join(filter(None, said))


def join_address(series: Series, key: str) -> str:
    """Where the portal sends people on: the call's own address never leaves it."""
    return absolute("events:join", key) if series.join_url else ""


def absolute(name: str, *args: object) -> str:
    return settings.PORTAL_BASE_URL + reverse(name, args=args)
