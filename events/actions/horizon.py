"""Dates made from rules, eighteen months ahead, and kept true when rules or zone data change."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from events.core.expand import strange_dates
from events.core.recurrence import MAX_EXTRA_DATES, BudgetSpent, RuleRefused
from events.models import (
    AgendaItem,
    Minutes,
    Occurrence,
    Place,
    Rsvp,
    Series,
    Slot,
    StandingAnswer,
    Status,
    Visitor,
)
from events.queries.rule_dates import RuleDate, instants, planned_at, rule_dates, schedule
from portal.core import zones
from portal.kit import audit, jobs

from .change_notice import send_clock_notices
from .waitlist import follow_starts

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
    """Make rows say what the rules say, safe to repeat; then those of the series that give way.

    A date that is over is never changed, and one that somebody cancelled, moved, renamed, added,
    wrote of or has a seat at is never removed: it follows its slot's hour while the rule still has
    it and loses its slot when not. An answer for all dates keeps none: it goes on to the new ones.
    The series is locked and its slots are read after that: two ticks at once take turns.
    """
    series = Series.objects.select_for_update().get(pk=series.pk)
    rows = {
        row.original_date: row
        for row in Occurrence.objects.filter(
            series=series, original_date__gte=(now - BACK).date() - timedelta(days=1)
        ).annotate(is_asked_for=asked_for())
    }
    plan = planned_dates(series, rows, now)
    make_from = now if rows or Occurrence.objects.filter(series=series).exists() else now - BACK
    made = [
        new_row(series, slot, one)
        for day, (slot, one) in plan.dates.items()
        if day not in rows and one.ends_at > make_from
    ]
    first_whole_day = (now - BACK).date() + timedelta(days=2)
    last_whole_day = (now + AHEAD).date() - timedelta(days=2)
    changed, gone, shifted, is_beside_other = [], [], [], False
    for day, row in rows.items():
        if row.ends_at <= now:
            continue
        is_planned = day in plan.dates and not row.is_extra
        if is_planned or row.is_extra or is_touched(row):
            before, was = wall_and_start(row), row.starts_at
            if is_planned:
                is_beside_other = is_beside_other or row.slot_id is None
                follow(row, *plan.dates[day], series)
            else:
                if row.slot_id and first_whole_day <= day <= last_whole_day:
                    row.slot, is_beside_other = None, True
                derive(row, series)
            after = wall_and_start(row)
            if after != before or row.tz_version != zones.tzdata_version():
                if after[:-1] == before[:-1] and after[-1] != before[-1]:
                    shifted.append((row, was))
                row.tz_version = zones.tzdata_version()
                changed.append(row)
        else:
            is_beside_other = is_beside_other or row.slot_id is None
            gone.append(row.pk)
    # Asked again once they are locked, in a statement of its own: one that waited for its locks
    # would not see the seat that somebody took meanwhile.
    if gone:
        list(Occurrence.objects.select_for_update().filter(pk__in=gone).order_by("pk"))
        Occurrence.objects.filter(~asked_for(), pk__in=gone).delete()
    Occurrence.objects.bulk_update(changed, COLUMNS, batch_size=200)
    Occurrence.objects.bulk_create(made, batch_size=500)
    if changed:
        follow_starts([row.pk for row in changed])
    if made:
        ask_standing_answers(series, [row.pk for row in made])
    if plan.keep(is_beside_other=is_beside_other) or shifted:
        Series.objects.filter(pk=series.pk).update(changed_at=now)
    if shifted:
        tell_of_clocks(series, shifted)
    done = Materialised(len(made), len(changed), len(gone), len(shifted))
    return done + let_others_meet(series, now=now)


def ask_standing_answers(series: Series, dates: list[int]) -> None:
    """Dates that are new begin with what people answered for all."""
    if StandingAnswer.objects.filter(series=series).exists():
        jobs.enqueue("events.tasks.answer_dates", series.pk, dates)


def let_others_meet(series: Series, *, now: datetime) -> Materialised:
    """Series that give way to this one have other dates when its dates are others."""
    done = Materialised()
    for other in series.yielded_by.order_by("pk"):
        done += materialise(series=other, now=now)
    return done


def tell_of_clocks(series: Series, shifted: Sequence[tuple[Occurrence, datetime]]) -> None:
    """The wall time stayed and the hour everywhere else is another: log, trail, people."""
    version = zones.tzdata_version()
    for row, was in shifted:
        logger.warning(
            "%s %s: %s is %s with zone data %s",
            *(series.slug, row.original_date, was.isoformat(), row.starts_at.isoformat(), version),
        )
    reason = f"{len(shifted)} instants moved with zone data {version}"
    audit.record(by=None, verb="occurrences.rederived", on=series, reason=reason)
    send_clock_notices(series=series, shifted=[row for row, _was in shifted])


@dataclass(frozen=True)
class Plan:
    """`dates` by day, one a day, that is its address; `dropped` by slot: days its rule gives and
    the series does not meet on, of which `skipped` have no such hour."""

    dates: dict[date, tuple[Slot, RuleDate]]
    dropped: dict[Slot, set[str]]
    skipped: dict[Slot, set[str]]

    def keep(self, *, is_beside_other: bool) -> bool:
        """Whether subscribers see a difference. Days that clocks skip are left out by every
        program, named or not: new ones are no new schedule (RFC 5546) and count nothing."""
        changed = []
        for slot, days in self.dropped.items():
            other = set(slot.dropped_dates) ^ days
            is_last = slot == self.last_slot
            is_counted = other - self.skipped[slot] or (is_beside_other and is_last)
            if other or is_counted:
                slot.dropped_dates = sorted(days)
                slot.sequence += bool(is_counted)
                changed.append(slot)
        Slot.objects.bulk_update(changed, ["dropped_dates", "sequence"])
        return bool(changed) or is_beside_other

    @property
    def last_slot(self) -> Slot:
        """Dates without a rule stand with it."""
        return list(self.dropped)[-1]


def count_change(series: Series) -> None:
    """The schedule of each slot is another for calendars: its dates last longer, or all day."""
    Slot.objects.filter(series=series).update(sequence=F("sequence") + 1)


def planned_dates(series: Series, rows: Mapping[date, Occurrence], now: datetime) -> Plan:
    """Where two slots fall on one day the first has it; a date added by hand comes before both.
    Calendars find added dates with the last slot, where one at the very hour of the rule is no day
    to leave out: it would be gone with it.

    A day on which a series meets that this one gives way to is left out, unless somebody decided
    about the date or has a seat at it.
    """
    start, end = now - BACK, now + AHEAD
    busy = busy_times(series, start, end)
    added = {day for day, row in rows.items() if row.is_extra}
    kept = {day for day, row in rows.items() if is_touched(row)}
    plan = Plan({}, {}, {})
    slots = list(Slot.objects.filter(series=series).order_by("position"))
    for slot in slots:
        given = rule_dates(slot, series.duration_minutes, start, end, is_all_day=series.is_all_day)
        taken = added | (days_of(busy, slot.tzid) - kept)
        taken |= {date.fromisoformat(day) for day in slot.excluded_dates}
        first = start.astimezone(zones.zone(slot.tzid)).date().isoformat()
        dropped = {day for day in slot.dropped_dates if day < first}
        plan.skipped[slot] = {f"{day}" for day in skipped_days(slot, series, start)}
        dropped |= plan.skipped[slot]
        for one in given:
            day = one.wall.date()
            if day not in taken and day not in plan.dates:
                plan.dates[day] = slot, one
            elif not (
                slot == slots[-1] and day in added and planned_at(rows[day]) == one.starts_at
            ):
                dropped.add(day.isoformat())
        plan.dropped[slot] = set(sorted(dropped)[-MAX_EXTRA_DATES:])
    return plan


def busy_times(series: Series, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    others = Occurrence.objects.filter(series__in=series.yields_to.published()).on()
    return list(
        others.filter(ends_at__gt=start, starts_at__lt=end).values_list("starts_at", "ends_at")
    )


def days_of(times: Iterable[tuple[datetime, datetime]], tzid: str) -> set[date]:
    """All days there that are touched, by the clocks of one zone."""
    zone, found = zones.zone(tzid), set()
    for starts_at, ends_at in times:
        first = starts_at.astimezone(zone).date()
        last = (ends_at - timedelta(microseconds=1)).astimezone(zone).date()
        found |= {first + timedelta(days=n) for n in range((last - first).days + 1)}
    return found


def skipped_days(slot: Slot, series: Series, since: datetime) -> set[date]:
    """Days of the rule on which clocks jump over its hour, as far ahead as organizers are asked."""
    planned = schedule(slot, series.duration_minutes, is_all_day=series.is_all_day)
    here = since.astimezone(zones.zone(slot.tzid)).replace(tzinfo=None)
    strange = strange_dates(replace(planned, exdates=()), since=here)
    return {one.wall.date() for one in strange if one.is_gap}


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


def follow(row: Occurrence, slot: Slot, one: RuleDate, series: Series) -> None:
    """Take the slot's hour and zone; a moved date keeps the wall time and zone it was moved to."""
    row.slot, row.original_time = slot, one.wall.time()
    if not row.moved_to:
        row.tzid = slot.tzid
    derive(row, series)


def derive(row: Occurrence, series: Series) -> None:
    """Its instants, from the wall time it has."""
    row.starts_at, row.ends_at = instants(
        row.moved_to or datetime.combine(row.original_date, row.original_time),
        row.tzid,
        row.override_minutes or series.duration_minutes,
        is_all_day=series.is_all_day,
    )


def wall_and_start(row: Occurrence) -> tuple[object, ...]:
    return (
        row.slot_id,
        row.original_time,
        row.tzid,
        row.moved_time,
        row.ends_at - row.starts_at,
        row.starts_at,
    )


def asked_for() -> Any:
    """Somebody has a seat at this very date, waits for one, or wrote of it."""
    places = [Place.SEAT, Place.OFFERED, Place.WAITING]
    own = Rsvp.objects.filter(occurrence=OuterRef("pk"), place__in=places, is_standing=False)
    agenda = AgendaItem.objects.filter(occurrence=OuterRef("pk"))
    minutes = Minutes.objects.filter(occurrence=OuterRef("pk"))
    visitors = Visitor.objects.filter(occurrence=OuterRef("pk"))
    return Exists(own) | Exists(agenda) | Exists(minutes) | Exists(visitors)


def is_touched(row: Any) -> bool:
    return bool(
        row.status != Status.SCHEDULED
        or row.override_title
        or row.override_location
        or row.override_minutes
        or row.took_place is not None
        or row.recording_url
        or row.is_asked_for
    )
