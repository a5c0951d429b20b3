"""What another time for one date would mean for people elsewhere: arithmetic, no query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from events.models import Occurrence
from portal.core import zones
from portal.ui.moment import read, zone_in_words

WELL_SPREAD = (
    "America/Los_Angeles",
    "America/New_York",
    "UTC",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Tokyo",
)


@dataclass(frozen=True)
class Elsewhere:
    place: str
    before: str
    after: str
    is_theirs: bool
    is_yours: bool


@dataclass(frozen=True)
class MovePreview:
    """`is_doubled`: clocks show this hour twice that night, and the first one is meant."""

    starts_at: datetime
    ends_at: datetime
    places: tuple[Elsewhere, ...]
    is_doubled: bool


def move_preview(
    *,
    occurrence: Occurrence,
    to: datetime,
    starts_at: datetime,
    ends_at: datetime,
    reader_zone: str | None,
) -> MovePreview:
    """The meeting's own zone first, then the reader's, then six places around the world."""
    own = occurrence.tzid
    names = dict.fromkeys(filter(None, (own, reader_zone, *WELL_SPREAD)))
    return MovePreview(
        starts_at=starts_at,
        ends_at=ends_at,
        places=tuple(
            Elsewhere(
                place=zone_in_words(name),
                before=in_words(occurrence.starts_at, occurrence.ends_at, name),
                after=in_words(starts_at, ends_at, name),
                is_theirs=name == own,
                is_yours=name == reader_zone,
            )
            for name in names
        ),
        is_doubled=zones.resolve_wall(to, zones.zone(own)).is_doubled,
    )


def in_words(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    said = read(starts_at, ends_at, zone)
    return f"{said.day} {said.clock}"


def hours_around_gap(to: datetime, tzid: str) -> tuple[datetime, datetime]:
    """The last minute before clocks jump over `to`, and the first hour they show after it."""
    zone = zones.zone(tzid)
    before = to
    while zones.resolve_wall(before, zone).is_gap:
        before -= timedelta(minutes=1)
    return before, first_after_gap(to, tzid)


def first_after_gap(to: datetime, tzid: str) -> datetime:
    zone = zones.zone(tzid)
    while zones.resolve_wall(to, zone).is_gap:
        to += timedelta(minutes=1)
    return to
