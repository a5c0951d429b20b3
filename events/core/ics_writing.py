"""Calendar files for subscribers: the same events give the same bytes, so that an ETag can hold.

Series are written as their rule, changed dates as overrides; no person, no METHOD:REQUEST.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, vDuration, vRecur, vText

from events.core.calendar_event import CalendarEvent
from events.core.content_lines import CONTROL
from events.core.expand import EARLIEST, LATEST, expand
from events.core.recurrence import DAYS, Override, Rule, Schedule
from events.core.vevent import WEB
from events.core.vtimezone import vtimezone
from portal.core.zones import canonical, resolve_wall, zone

PRODID = "-//Waymark//Calendar//EN"
# Zone definitions reach at least this far; where the rules are steady they have no end.
ZONES_UNTIL = 2040
SURROGATE = re.compile(r"[\ud800-\udfff]")


def write_calendar(
    name: str,
    events: Iterable[CalendarEvent],
    *,
    description: str = "",
    refresh: timedelta = timedelta(hours=1),
) -> bytes:
    """Events in the order of their UID. Each needs `last_modified`, it is what DTSTAMP says."""
    ordered = sorted(events, key=lambda event: event.uid)
    calendar = Calendar()
    calendar.add("PRODID", PRODID)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", vText(_clean(name)))
    calendar.add("X-WR-CALNAME", vText(_clean(name)))
    if description:
        calendar.add("X-WR-CALDESC", vText(_clean(description)))
    calendar.add("REFRESH-INTERVAL", vDuration(refresh), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(refresh))
    for definition in _zone_definitions(ordered):
        calendar.add_component(definition)
    for event in ordered:
        calendar.add_component(_series(event))
        for override in event.schedule.overrides:
            calendar.add_component(_changed_date(event, override))
    return calendar.to_ical()


def _zone_definitions(events: list[CalendarEvent]) -> Iterator[Timezone]:
    """Only for zones in use; their years depend on the events alone, never on today."""
    years: dict[str, set[int]] = defaultdict(set)
    for schedule in (event.schedule for event in events if not event.schedule.is_all_day):
        walls = (schedule.start, *schedule.rdates)
        years[canonical(schedule.tzid)] |= {wall.year for wall in walls}
        for override in schedule.overrides:
            start = override.start or override.recurrence_id
            years[canonical(override.tzid or schedule.tzid)] |= {start.year}
    for tzid, used in sorted(years.items()):
        if tzid != "UTC":
            last = max(ZONES_UNTIL, max(used) + 1)
            yield vtimezone(tzid, first_year=min(used) - 1, last_year=last)


def _series(event: CalendarEvent) -> Event:
    schedule = event.schedule
    component = _vevent(event, Override(schedule.start))
    if schedule.rule:
        component.add("RRULE", vRecur.from_ical(_rule_text(schedule.rule, schedule)))
    rdates = [wall for wall in schedule.rdates if not schedule.is_excluded(wall)]
    for name, walls in (("RDATE", rdates), ("EXDATE", schedule.exdates)):
        for wall in sorted({_at_start_time(each, schedule) for each in walls}):
            _add_moment(component, name, wall, schedule.tzid, is_date=schedule.is_all_day)
    return component


def _changed_date(event: CalendarEvent, override: Override) -> Event:
    """Raises ValueError for an override that stands for all later dates too: split the series."""
    if override.is_for_following:
        raise ValueError("A change for all following dates is written as a series of its own.")
    schedule = event.schedule
    component = _vevent(event, override)
    _add_moment(
        component,
        "RECURRENCE-ID",
        override.recurrence_id,
        schedule.tzid,
        is_date=schedule.is_all_day,
    )
    return component


def _vevent(event: CalendarEvent, override: Override) -> Event:
    """What a series and its changed dates have in common; None in the override is the series'."""
    schedule = event.schedule
    start = override.start or override.recurrence_id
    tzid = override.tzid or schedule.tzid
    duration = schedule.duration if override.duration is None else override.duration
    if event.last_modified is None:
        raise ValueError(f"{event.uid} does not say when it was last changed.")
    changed = event.last_modified.astimezone(UTC).replace(microsecond=0)
    component = Event()
    component.add("UID", vText(_clean(event.uid)))
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", changed)
    component.add("LAST-MODIFIED", changed)
    _add_moment(component, "DTSTART", start, tzid, is_date=schedule.is_all_day)
    if schedule.is_all_day:
        component.add("DTEND", (start + duration).date())
    elif duration:
        component.add("DURATION", vText(_duration_text(duration)))
    texts = {
        "SUMMARY": (override.summary, event.summary),
        "DESCRIPTION": (override.description, event.description),
        "LOCATION": (override.location, event.location),
    }
    for name, (changed_text, text) in texts.items():
        if shown := _clean(text if changed_text is None else changed_text):
            component.add(name, vText(shown))
    url = _clean(event.url if override.url is None else override.url)
    if WEB.fullmatch(url):
        component.add("URL", url)
    component.add("STATUS", (override.status or event.status).upper())
    return component


def _add_moment(
    component: Event, name: str, wall: datetime, tzid: str, *, is_date: bool = False
) -> None:
    tzid = canonical(tzid)
    if is_date:
        component.add(name, wall.date())
    elif tzid == "UTC":
        component.add(name, wall.replace(tzinfo=UTC))
    else:
        component.add(name, wall, parameters={"TZID": tzid})


def _rule_text(rule: Rule, schedule: Schedule) -> str:
    """With one end and an explicit first day of the week, as every reader needs it."""
    if rule.count and rule.until:
        by_date = _ends_by_date(rule, schedule)
        rule = replace(rule, count=None) if by_date else replace(rule, until=None)
    if rule.until:
        rule = replace(rule, until=_last_moment(rule.until, schedule))
    text = str(rule)
    return text if "WKST=" in text else f"{text};WKST={DAYS[rule.week_start]}"


def _ends_by_date(rule: Rule, schedule: Schedule) -> bool:
    plain = replace(schedule, rdates=(), exdates=(), overrides=())
    by_count = replace(plain, rule=replace(rule, until=None))
    dates = [len(expand(each, start=EARLIEST, end=LATEST)) for each in (plain, by_count)]
    return dates[0] < dates[1]


def _last_moment(until: date | datetime, schedule: Schedule) -> date | datetime:
    """UNTIL as RFC 5545 wants it: a day for days, else the instant with that day's own offset.

    A last day may hold a meeting: it becomes the instant the meeting would begin on it.
    """
    if not isinstance(until, datetime):
        until = datetime.combine(until, time())
    if schedule.is_all_day:
        return until.date()
    if until.tzinfo:
        return until
    wall = until if until.time() != time() else datetime.combine(until, schedule.start.time())
    return resolve_wall(wall, zone(schedule.tzid)).at


def _at_start_time(wall: date | datetime, schedule: Schedule) -> datetime:
    if isinstance(wall, datetime):
        return wall
    return datetime.combine(wall, schedule.start.time())


def _duration_text(duration: timedelta) -> str:
    """In hours and smaller, which are exact; days are not across a clock change."""
    hours, rest = divmod(int(duration.total_seconds()), 3600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + "".join(f"{number}{unit}" for number, unit in parts if number)


def _clean(text: str) -> str:
    """Text that any calendar program can read back: no control characters, whole Unicode."""
    lines = re.sub(r"\r\n?", "\n", text)
    return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", CONTROL.sub("", lines))
