"""Everything the page of one series says, as plain values."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from events.core.describe import describe
from events.models import Kind, Occurrence, Series, Slot
from portal.core import zones

from .current_slots import current_slots
from .date_records import recorded_dates_of_series
from .lines import Host, Line, host, hosts, lines
from .rule_dates import schedule
from .subscription import Subscription, subscription_to

UPCOMING = 8
PAST = 3
YEAR = timedelta(days=400)
MOST = 500


@dataclass(frozen=True)
class Hours:
    """Dates in a row, by the group's calendar, that have the same hour here and there."""

    first: date
    last: date
    here: str
    there: str


@dataclass(frozen=True)
class Other:
    title: str
    url: str


@dataclass(frozen=True)
class SeriesDetail:
    slug: str
    title: str
    kind_label: str
    host: Host
    also_for: tuple[Host, ...]
    duration_minutes: int
    region: str
    rules: tuple[str, ...]
    tzids: tuple[str, ...]
    gives_way_to: tuple[Other, ...]
    place: str
    is_open_to_newcomers: bool
    has_introductions: bool
    has_join_link: bool
    notes_url: str
    recordings_url: str
    access_note: str
    source: str
    source_url: str
    seen_on: date | None
    subscription: Subscription
    upcoming: tuple[Line, ...]
    past: tuple[Line, ...]
    has_records: bool
    hours: tuple[Hours, ...]
    vanished_at: datetime | None = None

    @property
    def tzid(self) -> str:
        return self.tzids[0] if self.tzids else "UTC"


def series_detail(*, series: Series, now: datetime, reader_zone: str | None) -> SeriesDetail:
    """Six queries on a series that came through `access`."""
    slots = current_slots(series, today=now.date())
    rows = Occurrence.objects.filter(series=series)
    year = lines(rows.upcoming(now).filter(starts_at__lt=now + YEAR).order_by("starts_at")[:MOST])
    past = lines(rows.filter(ends_at__lte=now).order_by("-starts_at")[:PAST])
    return SeriesDetail(
        slug=series.slug,
        title=series.title,
        kind_label=str(Kind(series.kind).label),
        host=host(series.initiative),
        also_for=hosts(series.also_for.all()),
        duration_minutes=series.duration_minutes,
        region=series.region,
        rules=tuple(rule_in_words(slot) for slot in slots),
        tzids=tuple(dict.fromkeys(slot.tzid for slot in slots)),
        gives_way_to=gives_way_to(series),
        place=series.place,
        is_open_to_newcomers=series.is_open_to_newcomers,
        has_introductions=series.has_introductions,
        has_join_link=bool(series.join_url),
        notes_url=series.notes_url,
        recordings_url=series.recordings_url,
        access_note=series.access_note,
        source=series.source,
        source_url=series.source_url,
        seen_on=series.seen_on,
        subscription=subscription_to("events:feed_series", series.public_id),
        upcoming=tuple(year[:UPCOMING]),
        past=tuple(past),
        has_records=recorded_dates_of_series(series=series, now=now).exists(),
        hours=hours(year, zones.zone(reader_zone or "UTC"))
        if len(slots) == 1 and not series.is_all_day
        else (),
        vanished_at=series.imported.vanished_at if hasattr(series, "imported") else None,
    )


def gives_way_to(series: Series) -> tuple[Other, ...]:
    """Public ones only: a draft is in nobody's way."""
    others = series.yields_to.published().order_by("title")
    return tuple(Other(one.title, one.get_absolute_url()) for one in others)


def hours(year: list[Line], zone: ZoneInfo) -> tuple[Hours, ...]:
    """Each stretch of dates between two clock changes, here or there; nothing if all are alike.

    Only dates that follow their rule: a moved one says its own time.
    """
    found: list[Hours] = []
    for one in year:
        if one.is_moved or one.is_cancelled:
            continue
        here, there = one.starts_in(zone), one.starts_in(zones.zone(one.tzid))
        clocks = f"{here:%H:%M}", f"{there:%H:%M}"
        if found and (found[-1].here, found[-1].there) == clocks:
            found[-1] = replace(found[-1], last=there.date())
        else:
            found.append(Hours(there.date(), there.date(), *clocks))
    return tuple(found) if len(found) > 1 else ()


def rule_in_words(slot: Slot) -> str:
    return describe(schedule(slot, minutes=60, is_all_day=slot.series.is_all_day))
