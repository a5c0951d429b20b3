"""What is decided about one date. Its row is kept for good, whatever becomes of the rule."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from events.models import Occurrence, Series, Slot, Status
from events.queries.rule_dates import instants
from portal.core import zones
from portal.kit import audit, clock


class AlreadyOver(Exception):
    """The date is past: what happened is not undone."""


class AlreadyCancelled(Exception):
    pass


class SameTime(Exception):
    """It is to be moved to where it already is."""


class NoSuchTime(Exception):
    """Clocks jump over this wall time on that day."""


@transaction.atomic
def cancel_occurrence(
    *, occurrence: Occurrence, by: AbstractBaseUser | None, reason: str = ""
) -> Occurrence:
    """Raises AlreadyOver, AlreadyCancelled."""
    row = still_to_come(occurrence)
    row.status = Status.CANCELLED
    row.save(update_fields=["status"])
    tell_subscribers(row, now=clock.now())
    audit.record(by=by, verb="occurrence.cancelled", on=row, reason=reason)
    return row


@transaction.atomic
def move_occurrence(
    *,
    occurrence: Occurrence,
    to: datetime,
    by: AbstractBaseUser | None,
    title: str = "",
    reason: str = "",
) -> Occurrence:
    """`to` is a naive wall time in the zone of the series; the address stays the original date.

    Raises AlreadyOver, AlreadyCancelled, SameTime, NoSuchTime.
    """
    row = still_to_come(occurrence)
    if zones.resolve_wall(to, zones.zone(row.tzid)).is_gap:
        raise NoSuchTime
    starts_at, ends_at = instants(to, row.tzid, row.series.duration_minutes)
    if starts_at == row.starts_at:
        raise SameTime
    row.status = Status.MOVED
    row.moved_date, row.moved_time = to.date(), to.time()
    row.starts_at, row.ends_at = starts_at, ends_at
    row.tz_version = zones.tzdata_version()
    row.override_title = title or row.override_title
    row.save()
    tell_subscribers(row, now=clock.now())
    audit.record(by=by, verb="occurrence.moved", on=row, reason=reason)
    return row


def still_to_come(occurrence: Occurrence) -> Occurrence:
    """The row locked and read again: two people may decide at once."""
    row = (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("series")
        .get(pk=occurrence.pk)
    )
    if row.ends_at <= clock.now():
        raise AlreadyOver
    if row.status == Status.CANCELLED:
        raise AlreadyCancelled
    return row


def tell_subscribers(row: Occurrence, *, now: datetime) -> None:
    """Calendars take a change only with a newer date and a higher number."""
    Series.objects.filter(pk=row.series_id).update(changed_at=now)
    Slot.objects.filter(occurrences=row).update(sequence=F("sequence") + 1)
