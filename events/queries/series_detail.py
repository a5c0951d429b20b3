"""Everything the page of one series says, as plain values."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from events.core.describe import describe
from events.models import Kind, Occurrence, Series, Slot
from portal.core import zones

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
    is_open_to_newcomers: bool
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
    hours: tuple[Hours, ...]

    @property
    def tzid(self) -> str:
        return self.tzids[0] if self.tzids else "UTC"


def series_detail(*, series: Series, now: datetime, reader_zone: str | None) -> SeriesDetail:
    """Four queries on a series that came through `access`."""
    slots = list(series.slots.all())
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
        is_open_to_newcomers=series.is_open_to_newcomers,
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
        hours=hours(year, zones.zone(reader_zone or "UTC")) if len(slots) == 1 else (),
    )


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
    return describe(schedule(slot, minutes=60))
