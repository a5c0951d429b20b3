"""Calendar files for subscribers: the same events give the same bytes, so that an ETag can hold.

Series are written as their rule, changed dates as overrides; no person, no METHOD:REQUEST.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from events.core.calendar_event import CalendarEvent
from events.core.expand import EARLIEST, LATEST, expand
from events.core.line_writing import clean, joined, quoted, text_value
from events.core.link import Link
from events.core.recurrence import DAYS, Override, Rule, Schedule
from events.core.vevent import WEB
from events.core.vtimezone import vtimezone
from portal.core.zones import canonical, resolve_wall, zone

PRODID = "-//Waymark//Calendar//EN"
# Zone definitions reach at least this far; where the rules are steady they have no end.
ZONES_UNTIL = 2040


def write_calendar(
    name: str,
    events: Iterable[CalendarEvent],
    *,
    description: str = "",
    color: str = "",
    source: str = "",
    refresh: timedelta = timedelta(hours=1),
) -> bytes:
    """Events in the order of their UID. Each needs `last_modified`, it is what DTSTAMP says."""
    ordered = sorted(events, key=lambda event: event.uid)
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODID}",
        "METHOD:PUBLISH",
        f"NAME:{text_value(name)}",
        f"X-WR-CALNAME:{text_value(name)}",
        *([f"X-WR-CALDESC:{text_value(description)}"] if description else ()),
        *([f"COLOR:{color}"] if color else ()),
        *([f"SOURCE;VALUE=URI:{_web(source)}"] if _web(source) else ()),
        f"REFRESH-INTERVAL;VALUE=DURATION:{_duration_text(refresh)}",
        f"X-PUBLISHED-TTL:{_duration_text(refresh)}",
    ]
    parts = [joined(head), *_zone_definitions(ordered)]
    for event in ordered:
        parts.append(joined(_series(event)))
        parts += [joined(_changed_date(event, each)) for each in event.schedule.overrides]
    parts.append(joined(["END:VCALENDAR"]))
    return "".join(parts).encode()


def write_message(
    method: str, event: CalendarEvent, override: Override, *, organizer: str, address: str
) -> str:
    """What a mail says of one date to a calendar program (RFC 5546, 6047), by the UID of the feeds.

    It has no attendee yet: whoever sends it adds its one reader.
    """
    schedule = event.schedule
    is_one_of_many = schedule.rule or schedule.rdates or schedule.start != override.recurrence_id
    lines = _changed_date(event, override) if is_one_of_many else _vevent(event, override, [])
    once = Schedule(override.recurrence_id, schedule.tzid, schedule.duration, overrides=(override,))
    organized = f"ORGANIZER;CN={quoted(organizer)}:mailto:{clean(address)}"
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODID}", f"METHOD:{method}"]
    zones = () if schedule.is_all_day else _zone_definitions([replace(event, schedule=once)])
    body = joined([*lines[:-1], organized, lines[-1], "END:VCALENDAR"])
    return "".join([joined(head), *zones, body])


def _zone_definitions(events: list[CalendarEvent]) -> Iterator[str]:
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
            yield _zone_definition(tzid, min(used) - 1, last)


@lru_cache(maxsize=1024)
def _zone_definition(tzid: str, first_year: int, last_year: int) -> str:
    return vtimezone(tzid, first_year=first_year, last_year=last_year).to_ical().decode()


def _series(event: CalendarEvent) -> list[str]:
    schedule = event.schedule
    repeating = []
    if schedule.rule:
        repeating.append(f"RRULE:{_rule_text(schedule.rule, schedule)}")
    rdates = [wall for wall in schedule.rdates if not schedule.is_excluded(wall)]
    for name, walls in (("RDATE", rdates), ("EXDATE", schedule.exdates)):
        at_start = sorted({_at_start_time(each, schedule) for each in walls})
        repeating += [_moment(name, wall, schedule) for wall in at_start]
    return _vevent(event, Override(schedule.start), repeating)


def _changed_date(event: CalendarEvent, override: Override) -> list[str]:
    """Raises ValueError for an override that stands for all later dates too: split the series."""
    if override.is_for_following:
        raise ValueError("A change for all following dates is written as a series of its own.")
    of = _moment("RECURRENCE-ID", override.recurrence_id, event.schedule)
    return _vevent(event, override, [of])


def _vevent(event: CalendarEvent, override: Override, of_series: list[str]) -> list[str]:
    """What a series and its changed dates have in common; None in the override is the series'."""
    schedule = event.schedule
    start = override.start or override.recurrence_id
    duration = schedule.duration if override.duration is None else override.duration
    if event.last_modified is None:
        raise ValueError(f"{event.uid} does not say when it was last changed.")
    changed = _utc_text(event.last_modified)
    lines = [
        "BEGIN:VEVENT",
        *_text("SUMMARY", override.summary, event.summary),
        _moment("DTSTART", start, schedule, override.tzid),
    ]
    if schedule.is_all_day:
        lines.append(f"DTEND;VALUE=DATE:{start + duration:%Y%m%d}")
    elif duration:
        lines.append(f"DURATION:{_duration_text(duration)}")
    lines += [
        f"DTSTAMP:{changed}",
        f"UID:{text_value(event.uid)}",
        *of_series,
        f"SEQUENCE:{event.sequence}",
        *_text("CATEGORIES", None, event.category),
        *([f"COLOR:{event.color}"] if event.color else ()),
        *_conference(event, override),
        *_text("DESCRIPTION", override.description, event.description),
        f"LAST-MODIFIED:{changed}",
        *(_link(each) for each in (*event.links, *override.links) if _web(each.url)),
        *_text("LOCATION", override.location, event.location),
        f"STATUS:{(override.status or event.status).upper()}",
    ]
    if url := _web(event.url if override.url is None else override.url):
        lines.append(f"URL:{url}")
    lines.append("END:VEVENT")
    return lines


def _web(url: str) -> str:
    """Empty for what is no web address: javascript: is one too many."""
    url = clean(url)
    return url if WEB.fullmatch(url) else ""


def _text(name: str, changed: str | None, text: str) -> list[str]:
    shown = text_value(text if changed is None else changed)
    return [f"{name}:{shown}"] if shown else []


def _conference(event: CalendarEvent, override: Override) -> list[str]:
    """RFC 7986."""
    url = _web(event.conference if override.conference is None else override.conference)
    if not url:
        return []
    return [f"CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL={quoted(event.conference_label)}:{url}"]


def _link(link: Link) -> str:
    """RFC 9253."""
    return f"LINK;VALUE=URI;LINKREL={quoted(link.rel)};LABEL={quoted(link.label)}:{clean(link.url)}"


def _moment(name: str, wall: datetime, schedule: Schedule, tzid: str | None = None) -> str:
    if schedule.is_all_day:
        return f"{name};VALUE=DATE:{wall:%Y%m%d}"
    tzid = canonical(tzid or schedule.tzid)
    text = f"{wall.year:04}{wall:%m%dT%H%M%S}"
    return f"{name}:{text}Z" if tzid == "UTC" else f"{name};TZID={tzid}:{text}"


def _utc_text(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
