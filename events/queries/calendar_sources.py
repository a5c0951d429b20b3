"""Calendars a group's meetings come from, as its organizers read them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.core.calendar_event import Problem
from events.core.describe import describe
from events.core.expand import expand
from events.core.foreign_calendar import AS_JSON, ForeignCalendar
from events.core.foreign_meeting import ForeignDate, ForeignMeeting
from events.core.recurrence import Schedule, parse_rule
from events.models import CalendarSource, ImportedMeeting, Series
from initiatives.models import Initiative
from portal.core import zones

from .lines import days_from
from .series_detail import rule_in_words
from .told_meeting import (
    AS_PLANNED,
    Decision,
    columns_here,
    columns_told,
    decision_here,
    decision_told,
    schedule_here,
    schedule_told,
    told_of,
)

MOST = 200
A_DAY = 24 * 60
SOON, AHEAD = timedelta(days=35), timedelta(days=548)


@dataclass(frozen=True)
class ToldMeeting:
    """One meeting in a calendar; `row` is what became of it here, None before it came in.
    `next_days` are the first and last of what has days instead of hours."""

    title: str
    rules: tuple[str, ...]
    next_at: datetime | None
    tzid: str
    is_over: bool
    is_cancelled: bool
    next_days: tuple[date, date] | None = None
    row: ImportedMeeting | None = None


@dataclass(frozen=True)
class Difference:
    """Something a person changed here: `part` is what the way back is asked for by."""

    part: str
    label: str
    there: str
    here: str


def sources_of(*, groups: Collection[Initiative]) -> QuerySet[CalendarSource]:
    """With `brought`, how many meetings came from it, and `gone`, how many it has no more."""
    return (
        CalendarSource.objects.filter(initiative__in=groups)
        .select_related("initiative")
        .defer("reading")
        .annotate(
            brought=Count("meetings", filter=Q(meetings__series__isnull=False)),
            gone=Count("meetings", filter=Q(meetings__vanished_at__isnull=False)),
        )
        .order_by("initiative__name", "created_at")
    )


def reading_of(source: CalendarSource) -> ForeignCalendar:
    return AS_JSON.validate_python(source.reading) if source.reading else ForeignCalendar()


def told_meetings(*, source: CalendarSource, now: datetime) -> list[ToldMeeting]:
    """What stands in the last good copy, so much of it as anybody reads, in the order of the next
    dates, then what is gone from it. One query."""
    rows = {row.uid: row for row in source.meetings.select_related("series__initiative")}
    read = {one.uid: one for one in reading_of(source).meetings}
    gone = {uid: told_of(row) for uid, row in rows.items() if uid not in read}
    shown = list((read | gone).items())[:MOST]
    found = [told_meeting(one, rows.get(uid), now) for uid, one in shown]
    found.sort(key=lambda one: (one.next_at is None, one.next_at, one.title))
    return found


def told_meeting(
    meeting: ForeignMeeting, row: ImportedMeeting | None, now: datetime
) -> ToldMeeting:
    schedules = list(schedules_of(meeting))
    tzid, next_at = meeting.slots[0].tzid, next_of(meeting, schedules, now)
    days = days_from(next_at, meeting.minutes, tzid) if next_at and meeting.is_all_day else None
    return ToldMeeting(
        title=meeting.title or _("Without a title"),
        rules=tuple(describe(one) for one in schedules),
        next_at=next_at,
        next_days=days,
        tzid=tzid,
        is_over=meeting.last is not None and meeting.last < now.date(),
        is_cancelled=meeting.is_cancelled,
        row=row,
    )


def schedules_of(meeting: ForeignMeeting) -> Iterator[Schedule]:
    for slot in meeting.slots:
        rule = parse_rule(slot.rrule) if slot.rrule else None
        yield Schedule(
            slot.start,
            slot.tzid,
            timedelta(minutes=meeting.minutes),
            replace(rule, until=slot.until) if rule and slot.until else rule,
            exdates=slot.excluded,
            is_all_day=meeting.is_all_day,
        )


def next_of(
    meeting: ForeignMeeting, schedules: Collection[Schedule], now: datetime
) -> datetime | None:
    """The next date of its rules: what differs on single days is told once it came in."""
    named = {one.day for one in meeting.dates}
    coming = [at for one in meeting.dates if not one.is_cancelled and (at := at_of(one)) > now]
    if meeting.last is None or meeting.last >= now.date():
        found = (next_by_rule(schedule, named, now) for schedule in schedules)
        coming += [first for first in found if first]
    return min(coming, default=None)


def next_by_rule(schedule: Schedule, named: Collection[date], now: datetime) -> datetime | None:
    """Looked for in the next weeks first: a daily meeting has hundreds of later dates."""
    for ahead in (SOON, AHEAD):
        found = expand(schedule, start=now, end=now + ahead)
        starts = (one.start for one in found if one.recurrence_id.date() not in named)
        if first := next(starts, None):
            return first
    return None


def at_of(one: ForeignDate) -> datetime:
    wall = one.moved_to or datetime.combine(one.day, one.time)
    return zones.resolve_wall(wall, zones.zone(one.tzid)).at


def problems_of(source: CalendarSource) -> list[Problem]:
    """Questions first, then what was left out, then how the rest was read."""
    order = ("question", "refused", "warning")
    return sorted(reading_of(source).problems, key=lambda one: order.index(one.kind))[:MOST]


def imported_row(series: Series) -> ImportedMeeting | None:
    return ImportedMeeting.objects.select_related("source").filter(series=series).first()


def differences(*, series: Series, row: ImportedMeeting, now: datetime) -> list[Difference]:
    """What the source says and somebody changed here, of the meeting and of its dates to come. Two
    queries."""
    told = told_of(row)
    columns = columns_told(told, group=series.initiative.name)
    found = [
        Difference(part, *words(part, there), words(part, here)[1])
        for part, there in columns.items()
        if (here := columns_here(series, there)) != there
    ]
    if schedule_here(series) != schedule_told(told):
        found.append(
            Difference(
                "schedule",
                _("When it meets"),
                "; ".join(describe(one) for one in schedules_of(told)),
                "; ".join(rule_in_words(slot) for slot in series.slots.all()),
            )
        )
    return [*found, *changed_days(series, told, now)]


def words(part: str, columns: dict[str, Any]) -> tuple[str, str]:
    match part:
        case "title":
            return _("Title"), columns["title"]
        case "length":
            return _("Length"), length_in_words(**columns)
        case "place":
            return _("Place"), columns["place"] or _("none")
        case _:
            return _("Link to the call"), columns["join_url"] or _("none")


def length_in_words(*, duration_minutes: int, is_all_day: bool) -> str:
    if is_all_day:
        days = duration_minutes // A_DAY
        return ngettext("%(n)d whole day", "%(n)d whole days", days) % {"n": days}
    return ngettext("%(n)d minute", "%(n)d minutes", duration_minutes) % {"n": duration_minutes}


def changed_days(series: Series, told: ForeignMeeting, now: datetime) -> Iterator[Difference]:
    """Dates to come that are other than the source has them; extra ones of our own are none of its
    business."""
    named = {one.day: decision_told(one) for one in told.dates}
    for row in series.occurrences.upcoming(now).order_by("original_date"):
        there, here = named.get(row.original_date, AS_PLANNED), decision_here(row)
        if told.is_cancelled:
            there = replace(there, is_cancelled=True)
        if here != there and not (row.is_extra and row.original_date not in named):
            yield Difference(
                row.original_date.isoformat(),
                format_date(row.original_date, "j F Y"),
                decision_in_words(there),
                decision_in_words(here),
            )


def decision_in_words(one: Decision) -> str:
    parts = [
        _("cancelled") if one.is_cancelled else "",
        _("a date of its own") if one.is_extra else "",
        _("moved to %(when)s") % {"when": format_date(one.moved_to, "j F Y, H:i")}
        if one.moved_to
        else "",
        length_in_words(duration_minutes=one.minutes, is_all_day=False) if one.minutes else "",
        f"“{one.title}”" if one.title else "",
        one.place,
    ]
    return ", ".join(filter(None, parts)) or _("as planned")
