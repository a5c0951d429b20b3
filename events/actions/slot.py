"""The times of a series: one more, another rhythm, a new one from some date on, an end."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Max

from events.models import AgendaItem, Minutes, Occurrence, Rsvp, Series, Slot, Status
from events.queries.current_slots import MOST_SLOTS, current_slots
from events.queries.meeting_entries import slot_entry
from events.queries.rule_dates import rule_dates
from initiatives.core.catalog_entry import SlotEntry
from portal.kit import audit, clock

from .horizon import AHEAD, materialise, new_row
from .kept_seats import Kept, kept_seats, tell_of_new_schedule

# Who said they come on a Wednesday is asked to come that week, not the next.
SAME_WEEK = timedelta(days=6)
# What one date may say for itself.
OVERRIDES = ("override_title", "override_location", "override_minutes")


class TooManySlots(Exception):
    """Nobody can tell any more when it meets: that is two meetings."""


class LastSlot(Exception):
    """A series without any time is none: end it instead."""


@transaction.atomic
def add_slot(*, series: Series, when: SlotEntry, by: AbstractBaseUser) -> Slot:
    """Another time it meets at, beside those it has. Raises TooManySlots."""
    row = held(series)
    if len(current_slots(row, today=clock.now().date())) >= MOST_SLOTS:
        raise TooManySlots
    before = kept_seats(row)
    slot = new_slot(row, when)
    tell_of_new_dates(row, before, by=by)
    return slot


@transaction.atomic
def change_slot(*, slot: Slot, when: SlotEntry, by: AbstractBaseUser) -> Slot:
    """All its dates to come follow another rule, under the same UID; the same rule changes nothing.

    Dates that were cancelled, moved or have people coming, and that the new rule does not give,
    stay: the desk asks about them.
    """
    series = held(slot.series)
    slot = Slot.objects.get(pk=slot.pk)
    if slot_entry(slot) != when:
        before = kept_seats(series)
        put_schedule(slot, when)
        tell_of_new_dates(series, before, by=by)
    return slot


@transaction.atomic
def split_slot(*, slot: Slot, day: date, when: SlotEntry, by: AbstractBaseUser) -> Slot:
    """From its date on `day` on it meets otherwise: the old slot ends the day before, and a new one
    with a UID of its own goes on, as every calendar program understands.

    Who answered for a later date is asked to the new one of that week. With no date before, the
    slot changes as a whole.
    """
    series = held(slot.series)
    slot = Slot.objects.get(pk=slot.pk)
    if day <= slot.start_date:
        return change_slot(slot=slot, when=when, by=by)
    before = kept_seats(series)
    new = new_slot(series, when, split_from=slot, excluded=slot.excluded_dates)
    carry_answers(slot, new, day)
    end_before(slot, day)
    tell_of_new_dates(series, before, by=by)
    return new


@transaction.atomic
def end_slot(*, slot: Slot, by: AbstractBaseUser) -> None:
    """It does not meet at this time any more; what took place stays. Raises LastSlot."""
    series = held(slot.series)
    today = clock.now().date()
    if len(current_slots(series, today=today)) < 2:
        raise LastSlot
    slot, before = Slot.objects.get(pk=slot.pk), kept_seats(series)
    if slot.rrule and slot.start_date < today:
        end_before(slot, today)
    else:
        slot.delete()
        for later in Slot.objects.filter(series=series, position__gt=slot.position):
            later.position -= 1
            later.save()
    tell_of_new_dates(series, before, by=by)


def held(series: Series) -> Series:
    """The row read again under its lock: a tick takes it before its dates too."""
    return (
        Series.objects.select_for_update(of=("self",))
        .select_related("initiative")
        .get(pk=series.pk)
    )


def new_slot(
    series: Series,
    when: SlotEntry,
    *,
    split_from: Slot | None = None,
    excluded: Collection[str] = (),
) -> Slot:
    last = Slot.objects.filter(series=series).aggregate(last=Max("position"))["last"] or 0
    # Not by position: calendars remember the UID of a time that ended.
    uid = f"{series.public_id}-{uuid4().hex}"
    slot = Slot(series=series, position=last + 1, uid=uid, split_from=split_from)
    slot.excluded_dates = list(excluded)
    write_schedule(slot, when)
    return slot


def put_schedule(slot: Slot, when: SlotEntry) -> None:
    """In place: calendars take it as a change of what they have."""
    slot.sequence += 1
    write_schedule(slot, when)


def write_schedule(slot: Slot, when: SlotEntry) -> None:
    slot.start_date, slot.start_time = when.start.date(), when.start.time()
    slot.tzid, slot.rrule, slot.until_date = when.tz, when.rrule, when.until
    slot.dropped_dates = []
    slot.save()


def end_before(slot: Slot, day: date) -> None:
    slot.until_date = day - timedelta(days=1)
    slot.sequence += 1
    slot.save()


def carry_answers(old: Slot, new: Slot, day: date) -> None:
    """Each date of the old rule that people answered for, or have begun minutes of, hands them to
    the new date next to it, and its agenda with them. One that runs right now stays what it is.

    The rows are locked first: who answers in this moment comes along, or is told that the date is
    gone. A date that somebody moved or cancelled is the organizers' to decide about.
    """
    now, series = clock.now(), new.series
    rows = Occurrence.objects.filter(series=series, original_date__gte=day, ends_at__gt=now)
    there = {row.original_date: row for row in rows.select_for_update(of=("self",)).order_by("pk")}
    answered = {
        pk
        for answers in (Rsvp, Minutes)
        for pk in answers.objects.filter(occurrence__in=there.values()).values_list(
            "occurrence", flat=True
        )
    }
    given = {
        one.wall.date(): one
        for one in rule_dates(
            new, series.duration_minutes, now, now + AHEAD, is_all_day=series.is_all_day
        )
    }
    free = {one for one in given if one not in there or is_spare(there[one], old, answered)}
    for row in sorted(there.values(), key=lambda one: one.original_date):
        is_planned = row.status == Status.SCHEDULED and row.starts_at > now
        is_old = row.slot_id == old.pk and is_planned
        if not is_old or row.pk not in answered or row.original_date in given:
            continue
        near = [one for one in free if abs(one - row.original_date) <= SAME_WEEK]
        if not near:
            continue
        nearest = min(near, key=lambda one: (abs(one - row.original_date), one))
        free.remove(nearest)
        target = there.get(nearest) or new_row(series, new, given[nearest])
        target.slot, target.seats_taken = new, row.seats_taken
        for name in OVERRIDES:
            setattr(target, name, getattr(row, name))
        target.save()
        Rsvp.objects.filter(occurrence=row).update(occurrence=target)
        AgendaItem.objects.filter(occurrence=row).update(occurrence=target)
        Minutes.objects.filter(occurrence=row).update(occurrence=target)
        row.delete()


def is_spare(row: Occurrence, old: Slot, answered: set[int]) -> bool:
    """A date nobody answered for or decided about, and no date of another time or added by hand."""
    is_decided = row.status != Status.SCHEDULED or any(getattr(row, name) for name in OVERRIDES)
    return row.slot_id == old.pk and row.pk not in answered and not is_decided


def tell_of_new_dates(series: Series, before: dict[int, Kept], *, by: AbstractBaseUser) -> None:
    series.changed_at = clock.now()
    series.save()
    materialise(series=series, now=series.changed_at)
    audit.record(by=by, verb="series.rescheduled", on=series)
    if series.is_public:
        tell_of_new_schedule(series, before, by=by)
