"""Published series as calendar events: from rules and decisions, never from the made rows, so that
a feed says the same tomorrow as today and reaches as far as a calendar cares to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, F, Max, Prefetch, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from events.core.ics import CalendarEvent, Link
from events.core.recurrence import Override
from events.models import Kind, Occurrence, Series, Slot, Status
from events.models.series import SeriesQuerySet
from initiatives.models import Initiative
from portal.core import zones
from portal.kit.addresses import absolute

from .lines import join_key
from .meeting_entries import beside_rules, decided
from .rule_dates import schedule

MOST_SERIES = 2000
# The twelve hues in the only words RFC 7986 has for a colour.
COLORS = (
    *("indianred", "chocolate", "darkgoldenrod", "olivedrab", "forestgreen", "seagreen"),
    *("darkcyan", "steelblue", "royalblue", "slateblue", "mediumorchid", "palevioletred"),
)


@dataclass(frozen=True)
class State:
    """What a feed was made from. The same state makes the same bytes.

    `changed_at` is the last change of any series in it, also of one that is hidden by now; `mixed`
    tells apart as many others.
    """

    count: int
    mixed: int | None
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
                mixed=Sum(F("pk") * F("pk"), filter=public),
                changed_at=Max("changed_at"),
                saved_at=Max("updated_at"),
                group_saved_at=Max("initiative__updated_at"),
            )
        )

    def events(self) -> tuple[CalendarEvent, ...]:
        """Three queries for any number of series."""
        said = shared_words()
        return tuple(event for row in with_rules(self.series) for event in events_of(row, said))


def with_rules(series: SeriesQuerySet) -> QuerySet[Series]:
    """Lists instead of managers: asking a manager costs more than writing the event."""
    return (
        series.published()
        .select_related("initiative")
        .prefetch_related(
            Prefetch("slots", to_attr="rules"),
            Prefetch("occurrences", decided() | beside_rules(), to_attr="decisions"),
        )
        .order_by("slug")[:MOST_SERIES]
    )


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


@dataclass(frozen=True)
class Words:
    """What all events of a feed share. Asked for anew by each, they took longer than the rest."""

    kinds: dict[str, str]
    meeting_of: str
    notes: str
    join: str
    agenda: str
    recordings: str
    calendar_url: str
    join_url: str

    def page(self, series: Series, day: date | None = None) -> str:
        page = f"{self.calendar_url}{series.slug}/"
        return f"{page}{day.isoformat()}/" if day else page

    def door(self, series: Series, key: str) -> str:
        """Where the portal sends people on: the call's own address never leaves it."""
        return self.join_url.replace("-key-", key) if series.join_url else ""


def shared_words() -> Words:
    return Words(
        kinds={kind.value: str(kind.label) for kind in Kind},
        meeting_of=_("A meeting of %(group)s."),
        notes=_("Notes: %(url)s"),
        join=_("Join the call"),
        agenda=_("Agenda and notes"),
        recordings=_("Recordings"),
        calendar_url=absolute("events:index"),
        join_url=absolute("events:join", "-key-"),
    )


def events_of(series: Series, said: Words) -> Iterator[CalendarEvent]:
    """One event a slot: calendars allow one rule each. Dates without a rule go with the last."""
    door = said.door(series, series.slug)
    for slot in series.rules:
        beside = [row for row in series.decisions if row.slot_id is None]
        beside = beside if slot == series.rules[-1] else []
        overrides = [
            override(series, row, original(row), said)
            for row in series.decisions
            if row.slot_id == slot.pk
        ]
        overrides += [
            override(series, row, wall_in(slot, row), said) for row in beside if not is_plain(row)
        ]
        yield CalendarEvent(
            uid=slot.uid,
            schedule=schedule(
                slot,
                series.duration_minutes,
                is_all_day=series.is_all_day,
                extra=tuple(wall_in(slot, row) for row in beside),
                overrides=tuple(overrides),
            ),
            summary=series.title,
            description=description(series, said),
            location=series.place or door,
            url=said.page(series),
            sequence=slot.sequence,
            last_modified=series.changed_at,
            category=said.kinds[series.kind],
            color=COLORS[series.initiative.hue - 1],
            conference=door,
            conference_label=said.join,
            links=links(series, said),
        )


def original(row: Occurrence) -> datetime:
    return datetime.combine(row.original_date, row.original_time)


def wall_in(slot: Slot, row: Occurrence) -> datetime:
    """A date that keeps a clock of its own, on the slot's."""
    if row.tzid == slot.tzid:
        return original(row)
    at = zones.resolve_wall(original(row), zones.zone(row.tzid)).at
    return at.astimezone(zones.zone(slot.tzid)).replace(tzinfo=None, fold=0)


def is_plain(row: Occurrence) -> bool:
    return row.status == Status.SCHEDULED and not row.override_title


def override(series: Series, row: Occurrence, recurrence_id: datetime, said: Words) -> Override:
    door = said.door(series, join_key(series.slug, row.original_date))
    return Override(
        recurrence_id=recurrence_id,
        start=row.moved_to,
        tzid=row.tzid if row.moved_to else None,
        status="cancelled" if row.status == Status.CANCELLED else None,
        summary=row.override_title or None,
        location=row.override_location or series.place or door or None,
        url=said.page(series, row.original_date),
        conference=door,
    )


def links(series: Series, said: Words) -> tuple[Link, ...]:
    """What each is, in schema.org's words: no standard has one for notes or a recording."""
    found = (
        ("https://schema.org/subjectOf", said.agenda, series.notes_url),
        ("https://schema.org/recordedIn", said.recordings, series.recordings_url),
    )
    return tuple(Link(rel, label, url) for rel, label, url in found if url)


def description(series: Series, said: Words) -> str:
    parts = (
        said.meeting_of % {"group": series.initiative.name},
        series.access_note,
        said.notes % {"url": series.notes_url} if series.notes_url else "",
    )
    return "\n".join(filter(None, parts))
