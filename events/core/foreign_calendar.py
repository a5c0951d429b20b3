"""A whole calendar of another program, as plain values that go through a pipe and into a row.

`python -m events.core.foreign_calendar [ZONE] <FILE.ics` prints them as JSON. It is how the portal
reads what it does not trust: this process may use so much memory and time, then it is ended.
"""

import resource
import sys
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from events.core.calendar_event import CalendarEvent, Problem
from events.core.content_lines import MAX_BYTES, CalendarRefused
from events.core.foreign_meeting import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    CannotHold,
    ForeignMeeting,
    foreign_meeting,
)
from events.core.ics_reading import read_calendar
from events.core.recurrence import BudgetSpent, RuleRefused
from initiatives.core.taken_down import redact
from portal.core.zones import UnknownZone

MOST_MEETINGS = 500
MOST_DATES = 5_000
MOST_PROBLEMS = 500
MEMORY = 512 << 20
SECONDS = 20
REFUSED = 3


@dataclass(frozen=True, slots=True)
class ForeignCalendar:
    """Meetings the portal can hold, each UID once, and what a person should know besides."""

    name: str = ""
    meetings: tuple[ForeignMeeting, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def left_out(self) -> frozenset[str]:
        """Events that are in the file and were not understood: they are not gone."""
        return frozenset(one.uid for one in self.problems) - {one.uid for one in self.meetings}


AS_JSON = TypeAdapter(ForeignCalendar)
MEETING_AS_JSON = TypeAdapter(ForeignMeeting)


def without_names(calendar: ForeignCalendar, fingerprints: AbstractSet[str]) -> ForeignCalendar:
    """Whoever asked to be left out of what the portal publishes is left out here too."""
    if not fingerprints:
        return calendar
    return replace(
        calendar,
        name=redact(calendar.name, fingerprints),
        meetings=tuple(meeting_without_names(one, fingerprints) for one in calendar.meetings),
        problems=tuple(
            replace(one, title=redact(one.title, fingerprints)) for one in calendar.problems
        ),
    )


def meeting_without_names(
    meeting: ForeignMeeting, fingerprints: AbstractSet[str]
) -> ForeignMeeting:
    return replace(
        meeting,
        title=redact(meeting.title, fingerprints)[:LONGEST_TITLE],
        place=redact(meeting.place, fingerprints)[:LONGEST_PLACE],
        text=redact(meeting.text, fingerprints),
        dates=tuple(
            replace(
                one,
                title=redact(one.title, fingerprints)[:LONGEST_TITLE],
                place=redact(one.place, fingerprints)[:LONGEST_PLACE],
            )
            for one in meeting.dates
        ),
    )


def read_foreign(raw: bytes, *, default_zone: str | None = None) -> ForeignCalendar:
    """Raises CalendarRefused when the file is no whole calendar, or more than one."""
    calendar = read_calendar(raw, default_zone=default_zone)
    if len(calendar.events) > MOST_MEETINGS:
        raise CalendarRefused(f"The calendar has more than {MOST_MEETINGS} events.")
    meetings: list[ForeignMeeting] = []
    problems = list(calendar.problems)
    for event in calendar.events:
        found = understood(event)
        if isinstance(found, Problem):
            problems.append(found)
            continue
        meetings.append(found)
        problems += [Problem(found.uid, "warning", note, 0, found.title) for note in found.notes]
    if sum(len(one.dates) for one in meetings) > MOST_DATES:
        raise CalendarRefused(f"The calendar names more than {MOST_DATES:,} single dates.")
    return ForeignCalendar(
        name=" ".join(calendar.name.split())[:200],
        meetings=tuple(sorted(meetings, key=lambda one: one.uid)),
        problems=tuple(problems[:MOST_PROBLEMS]),
    )


def understood(event: CalendarEvent) -> ForeignMeeting | Problem:
    """What is private is not repeated in a report either."""
    try:
        return foreign_meeting(event)
    except (CannotHold, RuleRefused, BudgetSpent, UnknownZone) as reason:
        title = "" if event.is_private else " ".join(event.summary.split())[:120]
        return Problem(event.uid, "refused", str(reason), 0, title)


def main(arguments: list[str]) -> int:
    """0 with the calendar on stdout, REFUSED with the reason why it is none on stderr."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        calendar = read_foreign(raw, default_zone=arguments[0] if arguments else None)
    except CalendarRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return REFUSED
    sys.stdout.buffer.write(AS_JSON.dump_json(calendar))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
