"""When a date is, as a letter keeps it: instants that each reads on their own clock, or whole days,
which are the same everywhere."""

from datetime import datetime

from events.models import Occurrence
from portal.core import zones

from .lines import A_MOMENT, Line


def told_times(row: Occurrence) -> dict[str, str]:
    """The last day is the one before the midnight with which it ends."""
    last = row.ends_at - A_MOMENT if row.series.is_all_day else row.ends_at
    return {"starts_at": told_time(row, row.starts_at), "ends_at": told_time(row, last)}


def told_line(one: Line) -> dict[str, str]:
    if one.is_all_day:
        return {"starts_at": one.first_day.isoformat(), "ends_at": one.last_day.isoformat()}
    return {"starts_at": one.starts_at.isoformat(), "ends_at": one.ends_at.isoformat()}


def told_time(row: Occurrence, at: datetime) -> str:
    """`at` is when it begins, or was to begin."""
    if row.series.is_all_day:
        return at.astimezone(zones.zone(row.tzid)).date().isoformat()
    return at.isoformat()
