"""One date as a calendar takes it from a mail: REQUEST puts it in, CANCEL takes it out."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.conf import settings

from events.core.ics import write_message
from events.models import Occurrence, Series, Slot
from portal.core import zones
from portal.kit import clock

from .feed import with_rules
from .feed_events import Words, events_of, original, override, shared_words, wall_in


@dataclass(frozen=True)
class Entry:
    """How a date stands in a calendar: the name it has there (UID, and RECURRENCE-ID for one of
    many), and when."""

    name: tuple[str, datetime | None]
    starts_at: datetime
    ends_at: datetime
    request: str = field(compare=False)
    cancel: str = field(compare=False)


def invitation_to(row: Occurrence, method: str) -> str:
    """By the UID its feeds have and no more than they say: people share what is in their calendar.

    Empty for what no feed has.
    """
    series = published(row.series_id)
    return message(series, row, method, shared_words()) if series else ""


def entries_of(series: Series, rows: Iterable[Occurrence]) -> dict[int, Entry]:
    """By the ids of the dates; none of what no feed has. Three queries for any number.

    To CANCEL with the next number is for what is not to come back under that name.
    """
    series = published(series.pk)
    if series is None:
        return {}
    said = shared_words()
    return {row.pk: entry_of(series, row, said) for row in rows}


def entry_of(series: Any, row: Occurrence, said: Words) -> Entry:
    slot, request = slot_of(series, row), message(series, row, "REQUEST", said)
    at = zones.resolve_wall(wall_on(slot, row), zones.zone(slot.tzid)).at
    return Entry(
        name=(slot.uid, at if "RECURRENCE-ID" in request else None),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        request=request,
        cancel=message(series, row, "CANCEL", said, later=1),
    )


def published(series_id: int) -> Any:
    series: Any = next(iter(with_rules(Series.objects.filter(pk=series_id))), None)
    return series if series and series.rules else None


def slot_of(series: Any, row: Occurrence) -> Slot:
    """Dates without a rule stand with the last."""
    return next((each for each in series.rules if each.pk == row.slot_id), series.rules[-1])


def wall_on(slot: Slot, row: Occurrence) -> datetime:
    return original(row) if row.slot_id else wall_in(slot, row)


def message(series: Any, row: Occurrence, method: str, said: Words, *, later: int = 0) -> str:
    slot = slot_of(series, row)
    event = next(each for each in events_of(series, said) if each.uid == slot.uid)
    date = override(series, row, wall_on(slot, row), said)
    if method == "CANCEL":
        date = replace(date, status="cancelled")
    return write_message(
        method,
        replace(event, last_modified=clock.now(), sequence=event.sequence + later),
        date,
        organizer=series.initiative.name,
        address=settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"),
    )
