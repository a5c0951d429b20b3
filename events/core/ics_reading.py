"""Events of an iCalendar file, with everything doubtful said aloud instead of guessed."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from icalendar.parser import unescape_backslash

from events.core.calendar_event import Calendar, CalendarEvent, Problem
from events.core.content_lines import Component, read_components
from events.core.recurrence import Override, Schedule
from events.core.tzid import read_tzid
from events.core.vevent import File, Start, Vevent, at_start_time, in_zone_of
from events.core.vtimezone_reading import ZoneDefinitions
from portal.core.zones import UnknownZone


def read_calendar(raw: bytes, *, default_zone: str | None = None) -> Calendar:
    """Raises CalendarRefused when the file is no whole calendar.

    `default_zone` is for times without a zone where the file names none either; without it such
    events become questions. Of two versions of an event the higher SEQUENCE counts.
    """
    problems: list[Problem] = []
    versions: dict[str, list[Vevent]] = defaultdict(list)
    name = ""
    for calendar in read_components(raw):
        file = File(
            _zone_of_file(calendar) or default_zone,
            ZoneDefinitions(calendar.named("VTIMEZONE")),
            problems,
        )
        name = name or _name(calendar)
        for component in calendar.named("VEVENT"):
            vevent = Vevent(component, file)
            if component.unreadable:
                numbers = ", ".join(map(str, component.unreadable[:5]))
                vevent.report("warning", f"What is no calendar line was left out: line {numbers}.")
            versions[vevent.uid].append(vevent)
    events = [event for each in versions.values() if (event := _assemble(each))]
    once = sorted(dict.fromkeys(problems), key=lambda each: each.line)
    return Calendar(name, tuple(events), tuple(once))


def _name(calendar: Component) -> str:
    found = calendar.first("NAME") or calendar.first("X-WR-CALNAME")
    return unescape_backslash(found.value) if found else ""


def _zone_of_file(calendar: Component) -> str | None:
    """X-WR-TIMEZONE, for times that name none; one we do not know leaves them open."""
    found = calendar.first("X-WR-TIMEZONE")
    try:
        return read_tzid(found.value) if found else None
    except UnknownZone:
        return None


def _assemble(versions: list[Vevent]) -> CalendarEvent | None:
    """One event from all versions of its series and of its changed dates, in any order.

    Changed dates whose series is not in the file are an event of their own.
    """
    changes = [each for each in versions if each.is_change]
    series = [each for each in versions if not each.is_change]
    main = _newest(series or changes[:1])
    event = main.file.attempt(main, lambda: _event(main, is_alone=not series))
    if event is None:
        return None
    dates: dict[datetime, list[Vevent]] = defaultdict(list)
    for each in changes:
        if key := each.file.attempt(each, partial(_recurrence_id, each, event.schedule)):
            dates[key].append(each)
    overrides = {each.recurrence_id: each for each in event.schedule.overrides}
    for key, candidates in sorted(dates.items()):
        each = _newest(candidates)
        if event.schedule.is_excluded(key) and each.sequence < event.sequence:
            continue  # the series took the date out later than it was changed
        if override := each.file.attempt(each, partial(_override, each, key, event.schedule)):
            overrides[key] = override
    return replace(event, schedule=replace(event.schedule, overrides=tuple(overrides.values())))


def _newest(versions: list[Vevent]) -> Vevent:
    """The highest SEQUENCE, then the last changed, then the last in the file."""
    *others, newest = sorted(versions, key=lambda each: each.rank)
    if others:
        newest.report("warning", "It is in the file more than once: the newest counts.")
    return newest


def _event(vevent: Vevent, *, is_alone: bool) -> CalendarEvent:
    start = vevent.start()
    duration = vevent.duration(start)
    if is_alone:
        schedule = Schedule(start.wall, start.tzid, duration, is_all_day=start.is_date)
        schedule = replace(schedule, start=_recurrence_id(vevent, schedule))
    else:
        schedule = _schedule(vevent, start, duration)
    return CalendarEvent(
        uid=vevent.uid,
        schedule=schedule,
        summary=(vevent.text("SUMMARY") or "").strip(),
        description=(vevent.text("DESCRIPTION") or "").strip(),
        location=(vevent.text("LOCATION") or "").strip(),
        url=vevent.url or "",
        status=vevent.status or "confirmed",
        sequence=vevent.sequence,
        last_modified=vevent.last_modified,
        is_private=vevent.is_private,
        conference=vevent.conference,
    )


def _schedule(vevent: Vevent, start: Start, duration: timedelta) -> Schedule:
    vevent.refuse_too_many_dates()
    rdates, periods = [], []
    for moment, end in vevent.walls("RDATE", start):
        wall = at_start_time(moment, start)
        if end:
            periods.append(Override(wall, duration=vevent.period(wall, end, start)))
        else:
            rdates.append(wall)
    exdates = [
        moment.wall.date() if moment.is_date else moment.wall
        for moment, _ in vevent.walls("EXDATE", start)
    ]
    return Schedule(
        start=start.wall,
        tzid=start.tzid,
        duration=duration,
        rule=vevent.rule(start),
        rdates=tuple(rdates),
        exdates=tuple(exdates),
        overrides=tuple(periods),
        is_all_day=start.is_date,
    )


def _recurrence_id(vevent: Vevent, schedule: Schedule) -> datetime:
    found = vevent.component.all("RECURRENCE-ID")[0]
    start = Start(schedule.start, schedule.tzid, schedule.is_all_day)
    return at_start_time(in_zone_of(start, vevent.moment(found)), start)


def _override(vevent: Vevent, key: datetime, schedule: Schedule) -> Override:
    """What is absent is as in the series, also a start: some send only that a date is cancelled."""
    start = vevent.start() if vevent.component.first("DTSTART") else None
    is_timed = vevent.component.first("DTEND") or vevent.component.first("DURATION")
    found = vevent.component.all("RECURRENCE-ID")[0]
    return Override(
        recurrence_id=key,
        start=start.wall if start else None,
        tzid=start.tzid if start and start.tzid != schedule.tzid else None,
        duration=vevent.duration(start) if start and is_timed else None,
        status=vevent.status,
        summary=vevent.text("SUMMARY"),
        description=vevent.text("DESCRIPTION"),
        location=vevent.text("LOCATION"),
        url=vevent.url,
        is_for_following=found.params.get("RANGE", "").upper() == "THISANDFUTURE",
    )
