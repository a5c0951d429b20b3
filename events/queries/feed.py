"""Published series as calendar events: from rules and decisions, never from the made rows, so that
a feed says the same tomorrow as today and reaches as far as a calendar cares to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Prefetch, Q
from django.utils.translation import gettext as _

from events.core.ics import CalendarEvent
from events.core.recurrence import Override
from events.models import Kind, Occurrence, Series, Status
from events.models.series import SeriesQuerySet
from initiatives.models import Initiative
from portal.kit.addresses import absolute

from .lines import join_key
from .meeting_entries import decided
from .rule_dates import schedule

MOST_SERIES = 2000


@dataclass(frozen=True)
class State:
    """What a feed was made from. The same state makes the same bytes.

    `changed_at` is the last change of any series in it, also of one that is hidden by now.
    """

    count: int
    changed_at: datetime | None
    saved_at: datetime | None
    group_saved_at: datetime | None


@dataclass(frozen=True)
class Feed:
    """A calendar by its name and the series it is about, hidden ones too."""

    name: str
    series: SeriesQuerySet

    def state(self) -> State:
        """One query."""
        public = Q(is_published=True, initiative__is_listed=True)
        return State(
            **self.series.aggregate(
                count=Count("pk", filter=public),
                changed_at=Max("changed_at"),
                saved_at=Max("updated_at"),
                group_saved_at=Max("initiative__updated_at"),
            )
        )

    def events(self) -> tuple[CalendarEvent, ...]:
        """Three queries for any number of series."""
        rows = (
            self.series.published()
            .select_related("initiative")
            .prefetch_related("slots", Prefetch("occurrences", decided()))
            .order_by("slug")[:MOST_SERIES]
        )
        return tuple(event for row in rows for event in events_of(row))


def feed_of_all() -> Feed:
    name = _("%(foundation)s: all meetings") % {"foundation": settings.FOUNDATION_NAME}
    return Feed(name, Series.objects.all())


def feed_of_initiative(initiative: Initiative) -> Feed:
    """Joint meetings that another group hosts included."""
    name = f"{settings.FOUNDATION_NAME}: {initiative.name}"
    return Feed(name, Series.objects.hosted_by(initiative))


def feed_of_kind(kind: str) -> Feed | None:
    """None when there is no such kind; a kind nobody uses yet is an empty calendar."""
    if kind not in Kind.values:
        return None
    return Feed(f"{settings.FOUNDATION_NAME}: {Kind(kind).label}", Series.objects.filter(kind=kind))


def feed_of_series(series: Series) -> Feed:
    name = f"{settings.FOUNDATION_NAME}: {series.title}"
    return Feed(name, Series.objects.filter(pk=series.pk))


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
