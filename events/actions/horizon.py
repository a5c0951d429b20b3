"""Dates made from rules, eighteen months ahead, and kept true when rules or zone data change."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from events.core.recurrence import BudgetSpent, RuleRefused
from events.models import Occurrence, Series, Slot, Status
from events.queries.rule_dates import RuleDate, instants, rule_dates
from portal.core import zones
from portal.kit import audit

AHEAD = timedelta(days=548)
# A series that is new here shows the month it is imported in; older dates nobody saw are not made.
BACK = timedelta(days=35)
COLUMNS = ["slot", "original_time", "tzid", "starts_at", "ends_at", "tz_version"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Materialised:
    """`shifted` are dates whose wall time stayed and whose instant moved with new zone data."""

    created: int = 0
    updated: int = 0
    removed: int = 0
    shifted: int = 0

    def __add__(self, other: "Materialised") -> "Materialised":
        return Materialised(
            self.created + other.created,
            self.updated + other.updated,
            self.removed + other.removed,
            self.shifted + other.shifted,
        )


def roll_horizon(*, now: datetime) -> Materialised:
    """Every series, each in its own transaction: one broken rule does not stop the others."""
    done = Materialised()
    for series in Series.objects.order_by("pk").iterator():
        try:
            done += materialise(series=series, now=now)
        except (RuleRefused, BudgetSpent, zones.UnknownZone):
            logger.exception("%s: its dates stay as they are", series.slug)
    return done


@transaction.atomic
def materialise(*, series: Series, now: datetime) -> Materialised:
    """Make rows say what the rules say, safe to repeat.

    A date that is over is never changed, and one that somebody cancelled, moved, renamed or has a
    seat at is never removed: it follows its slot's hour while the rule still has it and loses its
    slot when not.
    The series is locked and its slots are read after that: two ticks at once take turns.
    """
    series = Series.objects.select_for_update().get(pk=series.pk)
    wanted = dates_by_day(series, now - BACK, now + AHEAD)
    rows = {
        row.original_date: row
        for row in Occurrence.objects.filter(
            series=series, original_date__gte=(now - BACK).date() - timedelta(days=1)
        )
    }
    make_from = now if rows or Occurrence.objects.filter(series=series).exists() else now - BACK
    made = [
        new_row(series, slot, one)
        for day, (slot, one) in wanted.items()
        if day not in rows and one.ends_at > make_from
    ]
    first_whole_day = (now - BACK).date() + timedelta(days=2)
    last_whole_day = (now + AHEAD).date() - timedelta(days=2)
    changed, gone, shifted = [], [], 0
    for day, row in rows.items():
        if row.ends_at <= now:
            continue
        if day in wanted:
            before = wall_and_start(row)
            follow(row, *wanted[day], series.duration_minutes)
            if wall_and_start(row) != before or row.tz_version != zones.tzdata_version():
                after = wall_and_start(row)
                shifted += after[:-1] == before[:-1] and after[-1] != before[-1]
                row.tz_version = zones.tzdata_version()
                changed.append(row)
        elif is_touched(row):
            if row.slot_id and first_whole_day <= day <= last_whole_day:
                row.slot = None
                changed.append(row)
        else:
            gone.append(row.pk)
    # Asked again under their own locks: somebody may have taken a seat meanwhile.
    empty = Occurrence.objects.select_for_update().filter(pk__in=gone, seats_taken=0)
    Occurrence.objects.filter(pk__in=list(empty.values_list("pk", flat=True))).delete()
    Occurrence.objects.bulk_update(changed, COLUMNS, batch_size=200)
    Occurrence.objects.bulk_create(made, batch_size=500)
    if shifted:
        Series.objects.filter(pk=series.pk).update(changed_at=now)
        logger.warning("%s: %s instants moved with new zone data", series.slug, shifted)
        audit.record(
            by=None,
            verb="occurrences.rederived",
            on=series,
            reason=f"{shifted} instants moved with zone data {zones.tzdata_version()}",
        )
    return Materialised(len(made), len(changed), len(gone), shifted)


def dates_by_day(
    series: Series, start: datetime, end: datetime
) -> dict[date, tuple[Slot, RuleDate]]:
    """One date a day: where two slots fall on one, the first slot has it."""
    wanted: dict[date, tuple[Slot, RuleDate]] = {}
    for slot in Slot.objects.filter(series=series).order_by("position"):
        for one in rule_dates(slot, series.duration_minutes, start, end):
            wanted.setdefault(one.wall.date(), (slot, one))
    return wanted


def new_row(series: Series, slot: Slot, one: RuleDate) -> Occurrence:
    return Occurrence(
        series=series,
        slot=slot,
        original_date=one.wall.date(),
        original_time=one.wall.time(),
        tzid=slot.tzid,
        starts_at=one.starts_at,
        ends_at=one.ends_at,
        tz_version=zones.tzdata_version(),
    )


def follow(row: Occurrence, slot: Slot, one: RuleDate, minutes: int) -> None:
    """Take the slot's hour and zone; a moved date keeps the wall time and zone it was moved to."""
    row.slot, row.original_time = slot, one.wall.time()
    if row.moved_to:
        row.starts_at, row.ends_at = instants(row.moved_to, row.tzid, minutes)
    else:
        row.tzid, row.starts_at, row.ends_at = slot.tzid, one.starts_at, one.ends_at


def wall_and_start(row: Occurrence) -> tuple[object, ...]:
    return (
        row.slot_id,
        row.original_time,
        row.tzid,
        row.moved_time,
        row.ends_at - row.starts_at,
        row.starts_at,
    )


def is_touched(row: Occurrence) -> bool:
    return bool(
        row.status != Status.SCHEDULED
        or row.override_title
        or row.override_location
        or row.seats_taken
    )
