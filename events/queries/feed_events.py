"""One series, or one date of it, as calendar events: the same words for every reader."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from events.core.ics import CalendarEvent, Link
from events.core.recurrence import Override, Schedule
from events.models import Kind, Occurrence, Series, Slot, Status
from portal.core import zones
from portal.kit.addresses import absolute

from .lines import join_key
from .rule_dates import schedule

# The twelve hues in the only words RFC 7986 has for a colour.
COLORS = (
    *("indianred", "chocolate", "darkgoldenrod", "olivedrab", "forestgreen", "seagreen"),
    *("darkcyan", "steelblue", "royalblue", "slateblue", "mediumorchid", "palevioletred"),
)


EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Words:
    """What all events of a feed share. Asked for anew by each, they took longer than the rest."""

    kinds: dict[str, str]
    meeting_of: str
    introductions: str
    notes: str
    join: str
    agenda: str
    recordings: str
    minutes: str
    recording: str
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
        introductions=_("The first ten minutes are introductions."),
        notes=_("Notes: %(url)s"),
        join=_("Join the call"),
        agenda=_("Agenda and notes"),
        recordings=_("Recordings"),
        minutes=_("Minutes"),
        recording=_("Recording"),
        calendar_url=absolute("events:index"),
        join_url=absolute("events:join", "-key-"),
    )


def events_of(series: Any, said: Words, *, since: datetime = EVER) -> Iterator[CalendarEvent]:
    """Of a series from `with_rules`, one event a slot: calendars allow one rule each.

    Dates without a rule go with the last. What was cancelled and over before `since` is left out.
    """
    door = said.door(series, series.slug)
    papers = {row.pk: own_links(row, said) for row in series.papers}
    decided = {row.pk for row in series.decisions}
    told = [*series.decisions, *(row for row in series.papers if row.pk not in decided)]
    told.sort(key=lambda row: row.original_date)
    left_out = [row for row in told if row.is_cancelled and row.ends_at < since]
    told = [row for row in told if row not in left_out]
    for slot in series.rules:
        gone = tuple(original(row) for row in left_out if row.slot_id == slot.pk)
        beside = [row for row in series.decisions if row.slot_id is None and row not in left_out]
        beside = beside if slot == series.rules[-1] else []
        overrides = [
            override(series, row, original(row), said, papers.get(row.pk, ()))
            for row in told
            if row.slot_id == slot.pk
        ]
        overrides += [
            override(series, row, wall_in(slot, row), said, papers.get(row.pk, ()))
            for row in beside
            if row.pk in papers or not is_plain(row)
        ]
        if gone and not slot.rrule and not beside:
            continue
        planned = schedule(
            slot,
            series.duration_minutes,
            is_all_day=series.is_all_day,
            extra=tuple(wall_in(slot, row) for row in beside),
            overrides=tuple(overrides),
        )
        yield CalendarEvent(
            uid=slot.uid,
            schedule=replace(planned, exdates=(*planned.exdates, *gone)) if gone else planned,
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


def event_of_date(row: Occurrence, said: Words) -> CalendarEvent:
    """One date by itself, for programs that know no rules and for who wants just this one.

    Its UID is its own: beside a subscription to the series it would otherwise take its place.
    """
    series = row.series
    door = said.door(series, join_key(series.slug, row.original_date))
    uid = row.slot.uid if row.slot else str(series.public_id)
    return CalendarEvent(
        uid=f"{row.original_date:%Y%m%d}-{uid}",
        schedule=Schedule(
            start=row.moved_to or original(row),
            tzid=row.tzid,
            duration=timedelta(minutes=series.duration_minutes)
            if series.is_all_day
            else row.ends_at - row.starts_at,
            is_all_day=series.is_all_day,
        ),
        summary=row.title,
        description=description(series, said),
        location=row.override_location or series.place or door,
        url=said.page(series, row.original_date),
        status="cancelled" if row.is_cancelled else "confirmed",
        sequence=(row.slot.sequence if row.slot else 0) + row.changes,
        last_modified=max(filter(None, (row.changed_at, series.changed_at))),
        category=said.kinds[series.kind],
        color=COLORS[series.initiative.hue - 1],
        conference=door,
        conference_label=said.join,
        links=(*links(series, said), *own_links(row, said)),
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
    own = row.override_title or row.override_location or row.override_minutes
    return row.status == Status.SCHEDULED and not own


def override(
    series: Series,
    row: Occurrence,
    recurrence_id: datetime,
    said: Words,
    papers: tuple[Link, ...] = (),
) -> Override:
    door = said.door(series, join_key(series.slug, row.original_date))
    return Override(
        recurrence_id=recurrence_id,
        start=row.moved_to,
        tzid=row.tzid if row.moved_to else None,
        duration=timedelta(minutes=row.override_minutes) if row.override_minutes else None,
        status="cancelled" if row.status == Status.CANCELLED else None,
        summary=row.override_title or None,
        location=row.override_location or series.place or door or None,
        url=said.page(series, row.original_date),
        conference=door,
        links=papers,
    )


def own_links(row: Any, said: Words) -> tuple[Link, ...]:
    """Of a date that came with its minutes."""
    page = said.page(row.series, row.original_date)
    minutes = getattr(row, "minutes", None)
    minutes_url = f"{page}#minutes" if minutes and minutes.published_at else ""
    found = (
        ("https://schema.org/subjectOf", said.minutes, minutes_url),
        ("https://schema.org/recordedIn", said.recording, row.recording_url),
    )
    return tuple(Link(rel, label, url) for rel, label, url in found if url)


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
        said.introductions if series.has_introductions else "",
        series.access_note,
        said.notes % {"url": series.notes_url} if series.notes_url else "",
    )
    return "\n".join(filter(None, parts))
