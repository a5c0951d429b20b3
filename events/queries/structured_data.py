"""A date and a series in schema.org's words, for search engines and other machines."""

from datetime import datetime
from typing import Any

from events.core.recurrence import DAYS
from events.models import Occurrence, Series, Slot, Status
from portal.core import zones
from portal.kit.addresses import absolute

from .lines import join_key
from .rule_dates import planned_at, schedule

STATUSES: dict[str, str] = {Status.CANCELLED: "EventCancelled", Status.MOVED: "EventRescheduled"}
UNITS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def facts_of_date(row: Occurrence) -> dict[str, Any]:
    series = row.series
    moved = row.status == Status.MOVED
    return {
        "@type": "Event",
        "name": row.title,
        "url": absolute("events:occurrence", series.slug, row.original_date),
        "startDate": moment(row, row.starts_at),
        "endDate": moment(row, row.ends_at),
        "eventStatus": "https://schema.org/" + STATUSES.get(Status(row.status), "EventScheduled"),
        "previousStartDate": moment(row, planned_at(row)) if moved else "",
        **place_of(
            row.override_location or series.place,
            "" if row.is_cancelled else door(series, join_key(series.slug, row.original_date)),
        ),
        "organizer": organizer_of(series),
        "maximumAttendeeCapacity": series.capacity,
        "superEvent": {
            "@type": "EventSeries",
            "name": series.title,
            "url": absolute("events:series", series.slug),
        },
    }


def facts_of_series(series: Series) -> dict[str, Any]:
    """With its slots at hand."""
    return {
        "@type": "EventSeries",
        "name": series.title,
        "url": absolute("events:series", series.slug),
        **place_of(series.place, door(series, series.slug)),
        "organizer": organizer_of(series),
        "eventSchedule": [rhythm_of(slot, series) for slot in series.slots.all() if slot.rrule],
    }


def moment(row: Occurrence, at: datetime) -> str:
    wall = at.astimezone(zones.zone(row.tzid))
    return wall.date().isoformat() if row.series.is_all_day else wall.isoformat()


def door(series: Series, key: str) -> str:
    """The portal's way to the call; the call's own address stands in no page."""
    return absolute("events:join", key) if series.join_url else ""


def place_of(place: str, door: str) -> dict[str, Any]:
    found: list[dict[str, str]] = []
    if place:
        found.append({"@type": "Place", "name": place, "address": place})
    if door:
        found.append({"@type": "VirtualLocation", "url": door})
    kinds = {one["@type"] for one in found}
    mode = "Mixed" if len(kinds) > 1 else "Online" if "VirtualLocation" in kinds else "Offline"
    attendance = f"https://schema.org/{mode}EventAttendanceMode" if found else ""
    return {"eventAttendanceMode": attendance, "location": found}


def organizer_of(series: Series) -> dict[str, str]:
    group = series.initiative
    url = absolute("initiatives:detail", group.slug)
    return {"@type": "Organization", "name": group.name, "url": url}


def rhythm_of(slot: Slot, series: Series) -> dict[str, Any]:
    """The rule part by part; what schema.org has no word for is left out."""
    rule = schedule(slot, series.duration_minutes).rule
    assert rule is not None
    days = [
        f"{day.nth}{DAYS[day.day]}" if day.nth else f"https://schema.org/{NAMES[day.day]}"
        for day in rule.weekdays
    ]
    said = {
        "@type": "Schedule",
        "startDate": slot.start_date.isoformat(),
        "startTime": slot.start_time.isoformat(),
        "duration": f"PT{series.duration_minutes}M",
        "scheduleTimezone": slot.tzid,
        "repeatFrequency": f"P{rule.interval}{UNITS[rule.freq]}",
        "repeatCount": rule.count,
        "byDay": days,
        "byMonthDay": list(rule.monthdays),
        "byMonth": list(rule.months),
        "endDate": slot.until_date.isoformat() if slot.until_date else "",
        "exceptDate": list(slot.dropped_dates),
    }
    return {name: fact for name, fact in said.items() if fact not in ("", None, [])}
