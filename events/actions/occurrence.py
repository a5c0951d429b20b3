"""What is decided about one date. Its row is kept for good, whatever becomes of the rule."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from events.models import Occurrence, Series, Slot, Status
from events.queries.rule_dates import instants
from portal.core import zones
from portal.kit import audit, clock

from .change_notice import send_change_notices
from .horizon import ask_standing_answers, let_others_meet, materialise
from .waitlist import follow_start, offer_free_seats, withdraw_offers


class AlreadyOver(Exception):
    """The date is past: what happened is not undone."""


class AlreadyCancelled(Exception):
    pass


class NotCancelled(Exception):
    pass


class SameTime(Exception):
    """It is to be moved to where it already is."""


class PastTime(Exception):
    """It is to be moved to where nobody can come any more."""


class NoSuchTime(Exception):
    """Clocks jump over this wall time on that day."""


class Replaced(Exception):
    """A new schedule has put other dates in its place meanwhile."""


class DayTaken(Exception):
    """The series has a date of that day: a day is a date's address."""


@transaction.atomic
def add_occurrence(
    *,
    series: Series,
    at: datetime,
    tzid: str,
    by: AbstractBaseUser | None,
    title: str = "",
    reason: str = "",
) -> Occurrence:
    """One date beside the rule; `at` is a naive wall time in `tzid`. `reason` is public.

    Raises NoSuchTime, PastTime, DayTaken.
    """
    Series.objects.select_for_update().get(pk=series.pk)
    if zones.resolve_wall(at, zones.zone(tzid)).is_gap:
        raise NoSuchTime
    starts_at, ends_at = instants(at, tzid, series.duration_minutes, is_all_day=series.is_all_day)
    if starts_at <= clock.now():
        raise PastTime
    if Occurrence.objects.filter(series=series, original_date=at.date()).exists():
        raise DayTaken
    row = Occurrence(
        series=series,
        original_date=at.date(),
        original_time=at.time(),
        tzid=tzid,
        starts_at=starts_at,
        ends_at=ends_at,
        tz_version=zones.tzdata_version(),
        is_extra=True,
        override_title=title,
    )
    announce(row, verb="added", was=starts_at, by=by, reason=reason)
    materialise(series=series, now=clock.now())
    ask_standing_answers(series, [row.pk])
    return row


@transaction.atomic
def keep_occurrence(*, occurrence: Occurrence, by: AbstractBaseUser | None) -> Occurrence:
    """Its rule is gone and it takes place all the same, as organizers say now. Nobody is told:
    nothing changes for who comes. A date its rule has again needs nothing. Raises AlreadyOver,
    Replaced."""
    hold_series(occurrence)
    row = locked(occurrence)
    if row.slot_id:
        return row
    row.is_extra = True
    row.save()
    audit.record(by=by, verb="occurrence.kept", on=row)
    return row


@transaction.atomic
def rename_occurrence(
    *, occurrence: Occurrence, title: str, by: AbstractBaseUser | None
) -> Occurrence:
    """A title of this date alone; "" gives it the series' own back. Calendars hear of it, people
    are not told. Raises AlreadyOver, Replaced."""
    hold_series(occurrence)
    row = locked(occurrence)
    title = "" if title == row.series.title else title
    if title != row.override_title:
        row.override_title = title
        row.save()
        tell_subscribers(row, now=clock.now())
        audit.record(by=by, verb="occurrence.renamed", on=row)
    return row


@transaction.atomic
def cancel_occurrence(
    *, occurrence: Occurrence, by: AbstractBaseUser | None, reason: str = ""
) -> Occurrence:
    """`reason` is public. Seats and turns in the line are kept, in case the date is restored; no
    seat is offered meanwhile.

    Raises AlreadyOver, AlreadyCancelled.
    """
    hold_series(occurrence)
    row = still_to_come(occurrence)
    row.status = Status.CANCELLED
    announce(row, verb="cancelled", was=row.starts_at, by=by, reason=reason)
    withdraw_offers(row)
    return row


@transaction.atomic
def restore_occurrence(
    *, occurrence: Occurrence, by: AbstractBaseUser | None, reason: str = ""
) -> Occurrence:
    """It takes place after all, where it last stood. Raises AlreadyOver, NotCancelled."""
    hold_series(occurrence)
    row = locked(occurrence)
    if row.status != Status.CANCELLED:
        raise NotCancelled
    row.status = Status.SCHEDULED if row.moved_to is None else Status.MOVED
    announce(row, verb="restored", was=row.starts_at, by=by, reason=reason)
    offer_free_seats(row)
    ask_standing_answers(row.series, [row.pk])
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
    """`to` is a naive wall time in the zone of the date; the address stays the original date.

    Moved back to where its rule has it, it is as planned again. `reason` is public. Raises
    AlreadyOver, AlreadyCancelled, SameTime, PastTime, NoSuchTime.
    """
    hold_series(occurrence)
    row = still_to_come(occurrence)
    was = row.starts_at
    starts_at, ends_at = new_time(occurrence=row, to=to)
    if to == datetime.combine(row.original_date, row.original_time):
        row.status, row.moved_date, row.moved_time = Status.SCHEDULED, None, None
    else:
        row.status, row.moved_date, row.moved_time = Status.MOVED, to.date(), to.time()
    row.starts_at, row.ends_at = starts_at, ends_at
    row.tz_version = zones.tzdata_version()
    row.override_title = title or row.override_title
    announce(row, verb="moved", was=was, by=by, reason=reason)
    follow_start(row)
    return row


def new_time(*, occurrence: Occurrence, to: datetime) -> tuple[datetime, datetime]:
    """What moving it there would mean. Raises SameTime, PastTime, NoSuchTime."""
    if zones.resolve_wall(to, zones.zone(occurrence.tzid)).is_gap:
        raise NoSuchTime
    series = occurrence.series
    minutes = occurrence.override_minutes or series.duration_minutes
    starts_at, ends_at = instants(to, occurrence.tzid, minutes, is_all_day=series.is_all_day)
    if starts_at == occurrence.starts_at:
        raise SameTime
    if starts_at <= clock.now():
        raise PastTime
    return starts_at, ends_at


def hold_series(occurrence: Occurrence) -> None:
    """A decision changes the series too, and a tick locks it before its dates: same order here."""
    Series.objects.select_for_update().get(pk=occurrence.series_id)


def hold_date(occurrence: Occurrence) -> Occurrence:
    """The row read again and locked, over or not: two people may decide at once. Raises
    Replaced."""
    row = (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("series__initiative")
        .filter(pk=occurrence.pk)
        .first()
    )
    if row is None:
        raise Replaced
    return row


def locked(occurrence: Occurrence) -> Occurrence:
    """Raises AlreadyOver, Replaced."""
    row = hold_date(occurrence)
    if row.ends_at <= clock.now():
        raise AlreadyOver
    return row


def still_to_come(occurrence: Occurrence) -> Occurrence:
    row = locked(occurrence)
    if row.status == Status.CANCELLED:
        raise AlreadyCancelled
    return row


def announce(
    row: Occurrence, *, verb: str, was: datetime, by: AbstractBaseUser | None, reason: str
) -> None:
    """Keep the decision and let everybody know: page, feeds, people, trail. Of a date that was held
    when it was decided about once more, nobody knows again."""
    row.took_place = None
    row.changed_at, row.change_note = clock.now(), reason
    row.changes += 1
    row.save()
    tell_subscribers(row, now=row.changed_at)
    let_others_meet(row.series, now=row.changed_at)
    audit.record(by=by, verb=f"occurrence.{verb}", on=row, reason=reason)
    send_change_notices(occurrence=row, verb=verb, was=was, by=by)


def tell_subscribers(row: Occurrence, *, now: datetime) -> None:
    """Calendars take a change only with a newer date and a higher number."""
    Series.objects.filter(pk=row.series_id).update(changed_at=now)
    slots = Slot.objects.filter(series=row.series_id)
    told = slots.filter(occurrences=row) if row.slot_id else slots
    told.update(sequence=F("sequence") + 1)
