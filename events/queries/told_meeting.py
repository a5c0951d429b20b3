"""A meeting from a calendar elsewhere as rows would have it, and as they are: what differs was
changed here."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from events.core.foreign_calendar import MEETING_AS_JSON
from events.core.foreign_meeting import ForeignDate, ForeignMeeting
from events.models import ImportedMeeting, Occurrence, Series
from initiatives.core.catalog_entry import SlotEntry

from .meeting_entries import slot_entry

Schedule = list[tuple[SlotEntry, tuple[str, ...]]]


@dataclass(frozen=True)
class Decision:
    """How one date differs from its rule."""

    is_extra: bool = False
    moved_to: datetime | None = None
    tzid: str = ""
    minutes: int | None = None
    is_cancelled: bool = False
    title: str = ""
    place: str = ""


AS_PLANNED = Decision()


def told_of(row: ImportedMeeting) -> ForeignMeeting:
    return MEETING_AS_JSON.validate_python(row.told, strict=False)


def columns_told(meeting: ForeignMeeting, *, group: str) -> dict[str, dict[str, Any]]:
    """Columns of the series by what a person would call them: each is one edit."""
    return {
        "title": {"title": meeting.title or group},
        "length": {"duration_minutes": meeting.minutes, "is_all_day": meeting.is_all_day},
        "place": {"place": meeting.place},
        "call": {"join_url": meeting.join_url},
    }


def columns_here(series: Series, columns: dict[str, Any]) -> dict[str, Any]:
    return {column: getattr(series, column) for column in columns}


def schedule_told(meeting: ForeignMeeting) -> Schedule:
    return [
        (
            SlotEntry(start=slot.start, tz=slot.tzid, rrule=slot.rrule, until=slot.until),
            tuple(day.isoformat() for day in slot.excluded),
        )
        for slot in meeting.slots
    ]


def schedule_here(series: Series) -> Schedule:
    return [(slot_entry(slot), tuple(slot.excluded_dates)) for slot in series.slots.all()]


def decision_told(date: ForeignDate) -> Decision:
    return Decision(
        is_extra=date.is_extra,
        moved_to=date.moved_to,
        tzid=date.tzid if date.moved_to else "",
        minutes=date.minutes,
        is_cancelled=date.is_cancelled,
        title=date.title,
        place=date.place,
    )


def decision_here(row: Occurrence) -> Decision:
    return Decision(
        is_extra=row.is_extra,
        moved_to=row.moved_to,
        tzid=row.tzid if row.moved_to else "",
        minutes=row.override_minutes,
        is_cancelled=row.is_cancelled,
        title=row.override_title,
        place=row.override_location,
    )


def dates_told(meeting: ForeignMeeting) -> dict[date, ForeignDate]:
    return {one.day: one for one in meeting.dates}
