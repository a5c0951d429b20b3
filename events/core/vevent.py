"""One VEVENT: what its properties say, and why it cannot be used where it cannot.

Whatever is doubtful is reported, nothing is guessed. People, alarms and attachments are not read.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from typing import TypeVar

from icalendar import vDuration
from icalendar.parser import unescape_backslash

from events.core.calendar_event import Kind, Problem
from events.core.content_lines import Component, Property
from events.core.recurrence import (
    MAX_EXTRA_DATES,
    NeverHappens,
    Rule,
    RuleRefused,
    parse_rule,
    starts_on_rule,
)
from events.core.tzid import FIXED, read_tzid
from events.core.vtimezone_reading import ZoneDefinitions
from portal.core.zones import UnknownZone, resolve_wall, zone

LONGEST = timedelta(days=366)
YEARS = range(1900, 2200)
STATUSES = {"CONFIRMED": "confirmed", "TENTATIVE": "tentative", "CANCELLED": "cancelled"}
WEB = re.compile(r"https?://[^\s<>\"]{1,2000}", re.IGNORECASE)
CONFERENCES = ("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL")
MOMENT = re.compile(r"\d{8}(T\d{6}Z?)?", re.ASCII)
NEVER = datetime(1, 1, 1, tzinfo=UTC)
Read = TypeVar("Read")


class Refused(ValueError):
    """This event cannot be used."""


class Question(ValueError):
    """This event cannot be used until somebody answers."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A wall time and its zone; `tzid` is None where the file gives none."""

    wall: datetime
    tzid: str | None
    is_date: bool = False


@dataclass(frozen=True, slots=True)
class Start:
    """Where an event begins, its zone settled."""

    wall: datetime
    tzid: str
    is_date: bool


@dataclass(frozen=True, slots=True)
class File:
    """What the events of one VCALENDAR share."""

    default_zone: str | None
    zones: ZoneDefinitions
    problems: list[Problem]

    def attempt(self, vevent: "Vevent", read: Callable[[], Read]) -> Read | None:
        """None, with the problem noted, when the event cannot be used."""
        try:
            return read()
        except NeverHappens as never:
            vevent.report("warning", str(never))
        except (Refused, RuleRefused) as refused:
            vevent.report("refused", str(refused))
        except (Question, UnknownZone) as question:
            vevent.report("question", str(question))
        return None


@dataclass(frozen=True)
class Vevent:
    """One VEVENT: a series, or one changed date of it when it has a RECURRENCE-ID."""

    component: Component
    file: File

    @cached_property
    def uid(self) -> str:
        """An event without one is named by what it says, so that reading twice gives the same."""
        if named := self.text("UID"):
            return named[:255]
        said = repr([(each.name, each.value) for each in self.component.properties])
        return "without-uid-" + hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def is_change(self) -> bool:
        return self.component.first("RECURRENCE-ID") is not None

    @property
    def rank(self) -> tuple[int, datetime]:
        """Of two versions the higher counts."""
        return self.sequence, self.last_modified or NEVER

    @property
    def sequence(self) -> int:
        text = self.text("SEQUENCE") or ""
        return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0

    @property
    def last_modified(self) -> datetime | None:
        for name in ("LAST-MODIFIED", "DTSTAMP"):
            text = self.text(name) or ""
            if MOMENT.fullmatch(text) and text.endswith("Z"):
                try:
                    return datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
                except ValueError:
                    continue
        return None

    @property
    def status(self) -> str | None:
        return STATUSES.get((self.text("STATUS") or "").strip().upper())

    @property
    def url(self) -> str | None:
        """Only a web address: nothing that runs, opens a file or writes a mail."""
        text = (self.text("URL") or "").strip()
        return text if WEB.fullmatch(text) else None

    @property
    def conference(self) -> str:
        """Where people meet in a call: RFC 7986, and what two large programs say instead."""
        stated = (self.text(name) for name in CONFERENCES)
        return next((url for text in stated if WEB.fullmatch(url := (text or "").strip())), "")

    @property
    def is_private(self) -> bool:
        return (self.text("CLASS") or "").strip().upper() in {"PRIVATE", "CONFIDENTIAL"}

    def text(self, name: str) -> str | None:
        found = self.component.first(name)
        return None if found is None else unescape_backslash(found.value)

    def report(self, kind: Kind, message: str) -> None:
        title = " ".join((self.text("SUMMARY") or "").split())[:120]
        self.file.problems.append(Problem(self.uid, kind, message, self.component.line, title))

    def start(self) -> Start:
        found = self.component.first("DTSTART")
        if found is None:
            raise Refused("It has no start.")
        moment = self.moment(found)
        tzid = moment.tzid or self.file.default_zone or ("UTC" if moment.is_date else None)
        if tzid is None:
            raise Question("Its start has no time zone. Which place's time is it?")
        return Start(moment.wall, tzid, moment.is_date)

    def moment(self, found: Property, value: str | None = None) -> Moment:
        value = (found.value if value is None else value).strip()
        if not MOMENT.fullmatch(value):
            raise Refused(f"{found.name} “{value[:40]}” is not a date.")
        try:
            wall = datetime.fromisoformat(value.removesuffix("Z"))
        except ValueError:
            raise Refused(f"{found.name} “{value}” is not a date in any calendar.") from None
        if wall.year not in YEARS:
            raise Refused(f"{found.name} is in the year {wall.year}.")
        if len(value) == len("20260101"):
            return Moment(wall, None, is_date=True)
        return Moment(wall, "UTC" if value.endswith("Z") else self.zone_of(found, wall.year))

    def zone_of(self, found: Property, year: int) -> str | None:
        tzid = found.params.get("TZID")
        if tzid is None:
            return None
        if tzid.strip().upper() in FIXED:
            self.report("warning", f"“{tzid}” was read as its fixed offset, all year.")
        try:
            return read_tzid(tzid)
        except UnknownZone as unknown:
            like = self.file.zones.like(tzid, year=year)
            if like is None:
                raise Question(f"{unknown} Which place's time is it?") from None
            self.report("warning", f"“{tzid}” was read as {like}: their clocks agree that year.")
            return like

    def duration(self, start: Start) -> timedelta:
        lasts = self._end(start)
        if not timedelta() <= lasts <= LONGEST:
            raise Refused("It ends before it starts, or a year later.")
        if start.is_date and lasts % timedelta(days=1):
            raise Refused("It is an all-day event that lasts hours.")
        return max(lasts, timedelta(days=1)) if start.is_date else lasts

    def _end(self, start: Start) -> timedelta:
        """Exact time from start to end. Where clocks skip or double the start itself, what the
        wall says: 01:30 to 02:00 lasts half an hour."""
        if (found := self.component.first("DTEND")) is not None:
            end = self.moment(found)
            if end.is_date != start.is_date:
                raise Refused("Of its start and end one is a day and the other a time.")
            tzid = end.tzid or start.tzid
            began = resolve_wall(start.wall, zone(start.tzid))
            if tzid == start.tzid and (began.is_gap or began.is_doubled or start.is_date):
                return end.wall - start.wall
            return resolve_wall(end.wall, zone(tzid)).at - began.at
        if (found := self.component.first("DURATION")) is not None:
            try:
                return vDuration.from_ical(found.value.strip())
            except ValueError:
                raise Refused(f"“{found.value[:40]}” is not a duration.") from None
        return timedelta()

    def rule(self, start: Start) -> Rule | None:
        rules = self.component.all("RRULE")
        if len(rules) > 1 or self.component.first("EXRULE"):
            raise Refused("It repeats by more than one rule: make it one event for each.")
        if not rules:
            return None
        rule = parse_rule(rules[0].value, start=start.wall)
        if rule.count and rule.until:
            self.report("warning", "It ends by a count and by a date: the earlier counts.")
        if rule.until and not start.is_date and not getattr(rule.until, "tzinfo", None):
            self.report("warning", "Its last day has no zone: read in its own, that day included.")
        if not starts_on_rule(start.wall, rule):
            self.report("warning", "Its first date is not one its rule gives: it was kept.")
        return rule

    def refuse_too_many_dates(self) -> None:
        found = [*self.component.all("RDATE"), *self.component.all("EXDATE")]
        if sum(each.value.count(",") + 1 for each in found) > MAX_EXTRA_DATES:
            raise Refused(f"It names more than {MAX_EXTRA_DATES} single dates.")

    def walls(self, name: str, start: Start) -> Iterator[tuple[Moment, str]]:
        """Each value of EXDATE or RDATE in the series' own zone, with the end of a PERIOD."""
        for each in self.component.all(name):
            for value in filter(None, each.value.split(",")):
                begin, _, end = value.partition("/")
                moment = self.moment(each, begin)
                if not moment.tzid and not moment.is_date and not start.is_date:
                    self.report("warning", f"{name} without a zone was read in the event's own.")
                yield in_zone_of(start, moment), end

    def period(self, wall: datetime, end: str, start: Start) -> timedelta:
        """How long a PERIOD lasts that begins at `wall`; its end is a time or a duration."""
        stated = Property("DURATION" if end[:1] == "P" else "DTEND", {}, end, 0)
        alone = Component("VEVENT", 0, [stated])
        return replace(self, component=alone).duration(replace(start, wall=wall))


def in_zone_of(start: Start, moment: Moment) -> Moment:
    """The same instant on the wall the series looks at; a day stays a day."""
    if start.is_date or moment.is_date:
        day = datetime.combine(moment.wall.date(), time())
        return Moment(day, start.tzid, is_date=True)
    if moment.tzid in {None, start.tzid}:
        return moment
    at = resolve_wall(moment.wall, zone(moment.tzid)).at.astimezone(zone(start.tzid))
    return Moment(at.replace(tzinfo=None, fold=0), start.tzid)


def at_start_time(moment: Moment, start: Start) -> datetime:
    return datetime.combine(moment.wall, start.wall.time()) if moment.is_date else moment.wall
