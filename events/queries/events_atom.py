"""What is new in the calendar as Atom (RFC 4287): dates somebody moved, cancelled, added or let
take place after all, and meetings that began or have another schedule.

The same bytes until something changes: no entry says how far away it is. Times are the group's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import F, Max, Q
from django.utils.html import escape
from django.utils.translation import gettext as _

from events.models import Occurrence, Series, Status
from initiatives.queries.changes_feed import BEFORE_ANYTHING, ChangesAtom, sayable
from portal.core import zones
from portal.kit.addresses import absolute
from portal.ui.moment import read

from .filters import Filters, published_series
from .rule_dates import planned_at
from .series_detail import rule_in_words

MOST = 50


@dataclass(frozen=True)
class Entry:
    key: str
    url: str
    title: str
    words: str
    group: str
    at: datetime


def events_atom(*, name: str, filters: Filters, here: str) -> str:
    """Three queries; more for a language or a topic."""
    feed = ChangesAtom(
        title=sayable(f"{settings.FOUNDATION_NAME}: {name}"),
        link=absolute("events:index"),
        description="",
        feed_url=here,
        feed_guid=here,
        author_name=settings.FOUNDATION_NAME,
        language=settings.LANGUAGE_CODE,
    )
    for entry in newest(filters):
        feed.add_item(
            title=sayable(entry.title),
            link=entry.url,
            description=escape(sayable(entry.words)),  # Django calls it HTML
            unique_id=entry.key,
            pubdate=entry.at,
            updateddate=entry.at,
            categories=[sayable(entry.group)],
        )
    return feed.writeString("utf-8")


def newest(filters: Filters) -> list[Entry]:
    found = [*of_series(filters), *of_dates(filters)]
    return sorted(found, key=lambda entry: (-entry.at.timestamp(), entry.key))[:MOST]


def of_series(filters: Filters) -> Iterator[Entry]:
    """A decision about one date changes its series too, and is told as that date's."""
    rows = (
        published_series(filters)
        .annotate(decided_at=Max("occurrences__changed_at"))
        .filter(Q(decided_at=None) | Q(changed_at__gt=F("decided_at")))
        .select_related("initiative")
        .prefetch_related("slots")
        .order_by("-changed_at", "slug")
    )
    for row in rows[:MOST]:
        yield Entry(
            key=f"urn:uuid:{row.public_id}",
            url=absolute("events:series", row.slug),
            title=row.title,
            words=series_words(row),
            group=row.initiative.name,
            at=row.changed_at,
        )


def series_words(row: Series) -> str:
    rules = [rule_in_words(slot) for slot in row.slots.all()]
    return ". ".join([f"{row.get_kind_display()}, {row.initiative.name}", *rules])


def of_dates(filters: Filters) -> Iterator[Entry]:
    rows = (
        Occurrence.objects.filter(series__in=published_series(filters))
        .exclude(changed_at=None)
        .select_related("series__initiative")
        .order_by("-changed_at", "series__slug", "original_date")
    )
    for row in rows[:MOST]:
        address = absolute("events:occurrence", row.series.slug, row.original_date)
        yield Entry(
            key=address,
            url=address,
            title=f"{row.title}: {what_happened(row)}",
            words=" ".join(filter(None, date_words(row))),
            group=row.series.initiative.name,
            at=row.changed_at or BEFORE_ANYTHING,
        )


def what_happened(row: Occurrence) -> str:
    if row.is_cancelled:
        return _("a date is cancelled")
    if row.status == Status.MOVED:
        return _("a date is moved")
    return _("a date is added") if row.is_extra else _("a date takes place")


def date_words(row: Occurrence) -> Iterator[str]:
    yield f"{in_words(row.starts_at, row.ends_at, row)}."
    if row.status == Status.MOVED:
        yield _("It was planned for %(when)s.") % {"when": in_words(planned_at(row), None, row)}
    yield row.change_note


def in_words(at: datetime, until: datetime | None, row: Occurrence) -> str:
    zone = zones.zone(row.tzid)
    said = read(at, until, zone)
    return f"{said.day} {at.astimezone(zone).year}, {said.clock} {said.zone}"
