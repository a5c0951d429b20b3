"""Take what a calendar elsewhere says into the meetings of a group.

What somebody changed here stays as they changed it, whatever the calendar says later; nothing is
deleted because it is not in the calendar any more.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from events.core.calendar_report import CalendarReport, said_of
from events.core.date_budget import BACK, MOST_DATES
from events.core.foreign_calendar import (
    AS_JSON,
    MEETING_AS_JSON,
    ForeignCalendar,
    within_budget,
    without_names,
)
from events.core.foreign_meeting import ForeignDate, ForeignMeeting
from events.core.source_changes import Known, Verdict, verdicts
from events.models import CalendarSource, ImportedMeeting, Occurrence, Series, Slot, Status
from events.queries.rule_dates import rule_dates
from events.queries.told_meeting import (
    AS_PLANNED,
    Decision,
    columns_here,
    columns_told,
    dates_told,
    decision_here,
    decision_told,
    schedule_here,
    schedule_told,
    told_of,
)
from initiatives.actions.role import taken_down_fingerprints
from portal.core import zones
from portal.kit import audit
from portal.people.models import User

from .change_notice import log_meeting, send_change_notices, send_schedule_notices
from .horizon import count_change, derive, let_others_meet, materialise, new_row
from .kept_seats import kept_seats, tell_of_kept_seats, tell_of_new_schedule
from .meetings import put_slots
from .occurrence import announce, tell_subscribers
from .series import Facts, first_free
from .slot import held
from .waitlist import tend_seats

# A calendar that comes here brings its last year along: minutes are written about dates of it.
LOOKS_BACK = BACK
# More changed dates of one meeting than this are one letter, not one each.
MOST_LETTERS = 3


@transaction.atomic
def take_reading(
    *,
    source: CalendarSource,
    reading: ForeignCalendar,
    now: datetime,
    by: AbstractBaseUser | None,
) -> CalendarReport:
    """Safe to repeat: the same reading changes nothing."""
    source = CalendarSource.objects.select_for_update(of=("self",)).get(pk=source.pk)
    reading = without_names(reading, taken_down_fingerprints())
    left = MOST_DATES - dates_of_others(source, reading, now=now)
    reading = within_budget(reading, today=now.date(), most=left)
    rows = {row.uid: row for row in source.meetings.select_related("series__initiative")}
    known = [Known(told_of(row), row.missing) for row in rows.values()]
    read = {one.uid: one for one in reading.meetings}
    report = said_of(reading.problems, where=source.name)
    found = verdicts(known=known, reading=reading, today=now.date())
    own = own_meetings(source) if Verdict.ADDED in found.values() else []
    for uid, verdict in sorted(found.items()):
        match verdict:
            case Verdict.ADDED if find_again(source, read[uid], own, now=now, by=by):
                report = counted(report, is_updated=False)
            case Verdict.ADDED:
                one = bring(source, read[uid], now=now, by=by)
                report = replace(
                    report,
                    created=report.created + (one is not None),
                    skipped=report.skipped + (one is None),
                )
            case Verdict.CHANGED | Verdict.RETURNED:
                is_new = follow(rows[uid], read[uid], now=now, by=by)
                report = counted(report, is_updated=is_new or verdict is Verdict.RETURNED)
            case Verdict.MISSING | Verdict.VANISHED:
                is_news = miss(rows[uid], verdict, now=now)
                report = replace(
                    counted(report, is_updated=is_news), vanished=report.vanished + is_news
                )
            case Verdict.UNCHANGED:
                keep_cancelled(rows[uid], read[uid], now=now, by=by)
                report = counted(report, is_updated=False)
            case _:
                report = counted(report, is_updated=False)
    CalendarSource.objects.filter(pk=source.pk).update(
        reading=AS_JSON.dump_python(reading, mode="json")
    )
    return report


def dates_of_others(source: CalendarSource, reading: ForeignCalendar, *, now: datetime) -> int:
    """To come, of meetings it brought and has no more: a calendar that names its events anew each
    time fills its own budget, not the portal."""
    there = {one.uid for one in reading.meetings} | reading.left_out
    others = [row.series_id for row in source.meetings.exclude(series=None) if row.uid not in there]
    return Occurrence.objects.filter(series__in=others).upcoming(now).count()


def held_dates(series: Series) -> Any:
    """Under their locks: who answers in this moment waits, and no seat is lost."""
    dates = Occurrence.objects.filter(series=series).select_related("series__initiative", "slot")
    return dates.select_for_update(of=("self",)).order_by("pk")


def counted(report: CalendarReport, *, is_updated: bool) -> CalendarReport:
    if is_updated:
        return replace(report, updated=report.updated + 1)
    return replace(report, unchanged=report.unchanged + 1)


def own_meetings(source: CalendarSource) -> list[Series]:
    """Those of the group that no calendar brought."""
    own = Series.objects.filter(initiative=source.initiative, imported=None)
    return list(own.prefetch_related("slots").order_by("pk"))


def find_again(
    source: CalendarSource,
    meeting: ForeignMeeting,
    own: list[Series],
    *,
    now: datetime,
    by: AbstractBaseUser | None,
) -> ImportedMeeting | None:
    """A meeting the group has already under the same title and times follows the calendar from now
    on instead of standing there twice: it was typed in, or its calendar removed and brought again.
    """
    if is_over(meeting, now) or meeting.is_cancelled:
        return None
    title = columns_told(meeting, group=source.initiative.name)["title"]["title"]
    for series in own:
        if series.title == title and schedule_here(series) == schedule_told(meeting):
            own.remove(series)
            audit.record(by=by, verb="series.found", on=series, reason=source.name)
            return ImportedMeeting.objects.create(
                source=source, uid=meeting.uid, series=series, told=as_json(meeting)
            )
    return None


def bring(
    source: CalendarSource, meeting: ForeignMeeting, *, now: datetime, by: AbstractBaseUser | None
) -> ImportedMeeting | None:
    """None for what took place before, or is cancelled there: it is nothing to come to.

    Unless the source is trusted, the meeting is a draft: an editor publishes it with its text. A
    file is trusted as far as whoever brings it.
    """
    if is_over(meeting, now) or meeting.is_cancelled:
        return None
    columns = flat(meeting, source)
    series = first_free(
        initiative=source.initiative,
        title=columns.pop("title"),
        facts=Facts(**columns),
    )
    put_rules(series, meeting)
    materialise(series=series, now=now)
    make_past(series, now=now)
    for one in meeting.dates:
        decide(series, one, decision_told(one), now=now, by=by, is_quiet=True, is_first=True)
    if meeting.dates:
        materialise(series=series, now=now)
    is_public = source.is_trusted and (bool(source.url) or by is None or may_trust(by))
    if is_public:
        Series.objects.filter(pk=series.pk).update(is_published=True)
    if is_public and source.read_at:
        log_meeting(series, before="", after=series.title)
    audit.record(by=by, verb="series.imported", on=series, reason=source.name)
    return ImportedMeeting.objects.create(
        source=source, uid=meeting.uid, series=series, told=as_json(meeting)
    )


def may_trust(by: AbstractBaseUser) -> bool:
    return isinstance(by, User) and by.has_perm("events.trust_calendar")


def make_past(series: Series, *, now: datetime) -> None:
    """Dates from before the month that every new series shows."""
    there = set(series.occurrences.values_list("original_date", flat=True))
    made = []
    for slot in series.slots.all():
        for one in rule_dates(
            slot,
            series.duration_minutes,
            now - LOOKS_BACK,
            now,
            is_all_day=series.is_all_day,
        ):
            day = one.wall.date()
            if (
                day not in there
                and day.isoformat() not in slot.excluded_dates
                and one.ends_at <= now
            ):
                there.add(day)
                made.append(new_row(series, slot, one))
    Occurrence.objects.bulk_create(made, batch_size=500)


def follow(
    row: ImportedMeeting, meeting: ForeignMeeting, *, now: datetime, by: AbstractBaseUser | None
) -> bool:
    """Whether anything changed here: each thing that is still as the source last told it becomes as
    it tells it now. A meeting that was discarded stays so."""
    told, row.told = told_of(row), as_json(meeting)
    row.missing, row.vanished_at = 0, None
    row.save()
    if row.series is None:
        return False
    series = held(row.series)
    before = kept_seats(series)
    is_new = new_parts(series, told, meeting)
    is_turned = told.is_cancelled != meeting.is_cancelled
    changed = changed_dates(series, told, meeting)
    turned = 0
    if is_new["schedule"]:
        # Calendars know a date by the hour it had: it is taken out under that name.
        off = [one.day for one, becomes in changed if becomes.is_cancelled]
        cancel(held_dates(series).filter(original_date__in=off).upcoming(now).on(), now=now, by=by)
        if is_turned and meeting.is_cancelled:
            turned = cancel_all(series, meeting, now=now, by=by, is_on=False)
    put_parts(series, meeting, is_new, now=now)
    if is_new["schedule"] or is_new["length"]:
        materialise(series=series, now=now)
    is_one_letter = is_new["schedule"] or len(changed) > MOST_LETTERS
    days = [
        decide(series, one, becomes, now=now, by=by, is_quiet=is_one_letter)
        for one, becomes in changed
    ]
    if is_turned:
        turned += cancel_all(series, meeting, now=now, by=by, is_on=not meeting.is_cancelled)
    else:
        keep_cancelled(row, meeting, now=now, by=by)
    if any(days):
        materialise(series=series, now=now)
    elif turned:
        let_others_meet(series, now=now)
    if not (any(is_new.values()) or any(days) or turned):
        return False
    audit.record(by=by, verb="series.synced", on=series, reason=row.source.name)
    # Of its dates too: a letter is known by when the change was.
    series.refresh_from_db(fields=["changed_at"])
    if series.is_public and turned:
        tell_all_or_none(series, meeting, by=by, but=tell_of_kept_seats(series, before))
    elif series.is_public and is_one_letter:
        tell_of_new_schedule(series, before, by=by)
    elif series.is_public and is_new["length"]:
        tell_of_kept_seats(series, before)
    return True


def tell_all_or_none(
    series: Series, meeting: ForeignMeeting, *, by: AbstractBaseUser | None, but: Collection[int]
) -> None:
    """Of a meeting that was cancelled as a whole, or takes place again."""
    is_on = not meeting.is_cancelled
    log_meeting(series, before="" if is_on else series.title, after=series.title if is_on else "")
    template = "events/taken_up" if is_on else "events/called_off"
    send_schedule_notices(series=series, by=by, but=but, template=template)


@transaction.atomic
def take_told(*, series: Series, part: str, now: datetime, by: AbstractBaseUser) -> bool:
    """The way back from a change made here: `part` is as the source tells it again, and follows it
    from now on. A part is named as in `columns_told`, "schedule", or the day (ISO) of a date."""
    series = held(series)
    row = ImportedMeeting.objects.select_related("source").get(series=series)
    told, before = told_of(row), kept_seats(series)
    columns = columns_told(told, group=series.initiative.name)
    is_rescheduled = part == "schedule" or (
        part == "length" and told.is_all_day != series.is_all_day
    )
    if part in columns or is_rescheduled:
        taken = ["length"] if is_rescheduled and told.is_all_day != series.is_all_day else []
        for name in {part, *taken} & columns.keys():
            for column, value in columns[name].items():
                setattr(series, column, value)
        if part == "place":
            series.place_url = ""
        series.changed_at = now
        series.save()
        if is_rescheduled:
            put_rules(series, told)
        elif part == "length":
            count_change(series)
        if is_rescheduled or part == "length":
            materialise(series=series, now=now)
    elif not take_day(series, told, part, now=now, by=by):
        return False
    audit.record(by=by, verb="series.as_told", on=series, reason=row.source.name)
    if series.is_public and is_rescheduled:
        tell_of_new_schedule(series, before, by=by)
    elif series.is_public and part == "length":
        tell_of_kept_seats(series, before)
    return True


def take_day(
    series: Series, told: ForeignMeeting, day: str, *, now: datetime, by: AbstractBaseUser
) -> bool:
    row = next((one for one in series.occurrences.all() if f"{one.original_date}" == day), None)
    if row is None:
        return False
    plain = ForeignDate(row.original_date, row.original_time, row.tzid)
    one = dates_told(told).get(row.original_date, plain)
    becomes = decision_told(one)
    if told.is_cancelled:
        becomes = replace(becomes, is_cancelled=True)
    is_done = decide(series, one, becomes, now=now, by=by, is_quiet=False)
    if is_done:
        materialise(series=series, now=now)
    return is_done


def new_parts(series: Series, told: ForeignMeeting, meeting: ForeignMeeting) -> dict[str, bool]:
    """By name, which parts the source tells otherwise than before and nobody changed here."""
    group = series.initiative.name
    before, after = columns_told(told, group=group), columns_told(meeting, group=group)
    is_new = {
        name: before[name] != after[name] and columns_here(series, before[name]) == before[name]
        for name in before
    }
    planned = schedule_told(meeting)
    is_new["schedule"] = schedule_told(told) != planned and schedule_here(series) == schedule_told(
        told
    )
    if told.is_all_day != meeting.is_all_day and not (is_new["length"] and is_new["schedule"]):
        is_new["length"] = is_new["schedule"] = False
    return is_new


def put_parts(
    series: Series, meeting: ForeignMeeting, is_new: dict[str, bool], *, now: datetime
) -> None:
    for name, columns in columns_told(meeting, group=series.initiative.name).items():
        if is_new[name]:
            for column, value in columns.items():
                setattr(series, column, value)
    if is_new["place"]:
        series.place_url = ""
    if any(is_new.values()):
        series.changed_at = now
        series.save()
    if is_new["schedule"]:
        put_rules(series, meeting)
    if is_new["length"]:
        count_change(series)


def put_rules(series: Series, meeting: ForeignMeeting) -> None:
    """Days the calendar takes out are part of a slot's schedule too."""
    told = schedule_told(meeting)
    put_slots(series, tuple(entry for entry, _excluded in told))
    slots = Slot.objects.filter(series=series).order_by("position")
    for slot, (_entry, excluded) in zip(slots, told, strict=True):
        if slot.excluded_dates != list(excluded):
            slot.excluded_dates = list(excluded)
            slot.sequence += 1
            slot.save()


def changed_dates(
    series: Series, told: ForeignMeeting, meeting: ForeignMeeting
) -> list[tuple[ForeignDate, Decision]]:
    """Dates the source says something new about, and nobody decided about here."""
    before, after = dates_told(told), dates_told(meeting)
    rows = {
        row.original_date: row
        for row in held_dates(series).filter(original_date__in=[*before, *after])
    }
    changed = []
    for day, one in sorted((before | after).items()):
        was = decision_told(before[day]) if day in before else AS_PLANNED
        becomes = decision_told(after[day]) if day in after else AS_PLANNED
        here = decision_here(rows[day]) if day in rows else AS_PLANNED
        if was != becomes and here == was:
            changed.append((one, becomes))
    return changed


def decide(
    series: Series,
    one: ForeignDate,
    becomes: Decision,
    *,
    now: datetime,
    by: AbstractBaseUser | None,
    is_quiet: bool,
    is_first: bool = False,
) -> bool:
    """Whether the date became so: what is over stays as it was, unless it comes here for the first
    time. `is_quiet` sends no letter about this date."""
    row = held_dates(series).filter(original_date=one.day).first()
    is_known = row is not None
    row = row or new_date(series, one)
    was_at, was_cancelled = row.starts_at, row.is_cancelled
    if is_known and row.ends_at <= now and not is_first:
        return False
    row.is_extra = becomes.is_extra
    if row.is_extra:
        row.slot, row.original_time = None, one.time
    moved = becomes.moved_to
    row.moved_date, row.moved_time = (moved.date(), moved.time()) if moved else (None, None)
    row.tzid = becomes.tzid or (row.slot.tzid if row.slot else one.tzid)
    row.override_minutes = becomes.minutes
    row.override_title, row.override_location = becomes.title, becomes.place
    row.status = Status.MOVED if moved else Status.SCHEDULED
    if becomes.is_cancelled:
        row.status = Status.CANCELLED
    row.tz_version = zones.tzdata_version()
    derive(row, series)
    if not is_known and row.ends_at <= now - LOOKS_BACK:
        return False
    verb = verb_of(row, was_at=was_at, was_cancelled=was_cancelled)
    if is_quiet or not verb or not series.is_public or not is_known:
        put_among_many(row, verb if is_known else "", was=was_at, now=now, by=by)
    else:
        announce(row, verb=verb, was=was_at, by=by, reason="")
    tend_seats(row, verb)
    return True


def put_among_many(
    row: Occurrence, verb: str, *, was: datetime, now: datetime, by: AbstractBaseUser | None
) -> None:
    """One letter tells of all dates; what calendars took from a mail of its own, and guests, need
    one about this date."""
    row.took_place = None if row.is_cancelled else row.took_place
    row.changed_at, row.changes = now, row.changes + 1
    row.save()
    tell_subscribers(row, now=now)
    if verb in ("cancelled", "restored") and row.rsvps.filter(is_standing=False).exists():
        send_change_notices(occurrence=row, verb=verb, was=was, by=by, is_one_of_many=True)


def new_date(series: Series, one: ForeignDate) -> Occurrence:
    """A date beside the rule, or one of a rule whose dates are not made so far ahead yet."""
    slot = None
    if not one.is_extra:
        slots = series.slots.filter(start_date__lte=one.day).order_by("-position")
        slot = slots.first() or series.slots.first()
    row = Occurrence(
        series=series,
        slot=slot,
        original_date=one.day,
        original_time=one.time,
        tzid=one.tzid,
        is_extra=one.is_extra,
        tz_version=zones.tzdata_version(),
    )
    derive(row, series)
    return row


def verb_of(row: Occurrence, *, was_at: datetime, was_cancelled: bool) -> str:
    if row.is_cancelled:
        return "" if was_cancelled else "cancelled"
    if was_cancelled:
        return "restored"
    return "moved" if row.starts_at != was_at else ""


def cancel_all(
    series: Series,
    told: ForeignMeeting,
    *,
    now: datetime,
    by: AbstractBaseUser | None,
    is_on: bool,
) -> int:
    """The whole meeting is cancelled there, or takes place again: of its dates to come those that
    nobody decided about here. `told` is what the source said about single dates."""
    named = {one.day: decision_told(one) for one in told.dates}
    rows = []
    for row in held_dates(series).upcoming(now):
        alone = named.get(row.original_date, AS_PLANNED)
        if decision_here(row) == (replace(alone, is_cancelled=True) if is_on else alone):
            rows.append(row)
    return cancel(rows, now=now, by=by, is_on=is_on)


def cancel(
    rows: Collection[Occurrence],
    *,
    now: datetime,
    by: AbstractBaseUser | None,
    is_on: bool = False,
) -> int:
    verb = "restored" if is_on else "cancelled"
    for row in rows:
        row.status = Status.CANCELLED
        if is_on:
            row.status = Status.MOVED if row.moved_to else Status.SCHEDULED
        put_among_many(row, verb, was=row.starts_at, now=now, by=by)
        tend_seats(row, verb)
    return len(rows)


def keep_cancelled(
    row: ImportedMeeting, meeting: ForeignMeeting, *, now: datetime, by: AbstractBaseUser | None
) -> None:
    """Of a meeting cancelled as a whole: dates its rule has made since, and nobody looked at."""
    if meeting.is_cancelled and row.series:
        series = held(row.series)
        rows = held_dates(series).filter(changed_at=None).upcoming(now).on()
        if cancel(rows, now=now, by=by):
            let_others_meet(series, now=now)


def miss(row: ImportedMeeting, verdict: Verdict, *, now: datetime) -> bool:
    """Whether this is the moment in which it counts as gone from the source."""
    is_news = verdict is Verdict.VANISHED and row.vanished_at is None
    row.missing = min(row.missing + 1, 1_000)
    row.vanished_at = now if is_news else row.vanished_at
    row.save()
    if is_news and row.series:
        audit.record(by=None, verb="series.vanished", on=row.series, reason=row.source.name)
    return is_news


def is_over(meeting: ForeignMeeting, now: datetime) -> bool:
    return meeting.last is not None and meeting.last < (now - LOOKS_BACK).date()


def flat(meeting: ForeignMeeting, source: CalendarSource) -> dict:
    told = columns_told(meeting, group=source.initiative.name)
    return {column: value for columns in told.values() for column, value in columns.items()}


def as_json(meeting: ForeignMeeting) -> dict:
    return MEETING_AS_JSON.dump_python(meeting, mode="json")
