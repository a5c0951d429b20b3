"""A whole calendar of another program, as plain values that go through a pipe and into a row.

`python -m events.core.foreign_calendar [ZONE] <FILE.ics` prints them as JSON. It is how the portal
reads what it does not trust: this process may use so much memory and time, then it is ended.
"""

import resource
import sys
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from pydantic import TypeAdapter

from events.core.calendar_event import CalendarEvent, Problem
from events.core.content_lines import MAX_BYTES, CalendarRefused
from events.core.date_budget import MOST_DATES as MOST_NEAR
from events.core.date_budget import too_many
from events.core.foreign_meeting import (
    LONGEST_PLACE,
    LONGEST_TITLE,
    CannotHold,
    ForeignMeeting,
    foreign_meeting,
)
from events.core.ics_reading import read_calendar
from events.core.recurrence import BudgetSpent, RuleRefused
from events.core.split_series import rejoined
from initiatives.core.contact_details import PUT_INSTEAD, without_contacts
from initiatives.core.taken_down import redact
from portal.core.zones import UnknownZone

MOST_MEETINGS = 500
MOST_DATES = 5_000
MOST_PROBLEMS = 500
MEMORY = 512 << 20
SECONDS = 10
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
    found = [understood(event) for event in calendar.events]
    meetings = list(rejoined(one for one in found if isinstance(one, ForeignMeeting)))
    problems = [*calendar.problems, *(one for one in found if isinstance(one, Problem))]
    problems += [
        Problem(one.uid, "warning", note, 0, one.title) for one in meetings for note in one.notes
    ]
    if sum(len(one.dates) for one in meetings) > MOST_DATES:
        raise CalendarRefused(f"The calendar names more than {MOST_DATES:,} single dates.")
    return ForeignCalendar(
        name=words_of(calendar.name, 200),
        meetings=tuple(sorted(meetings, key=lambda one: one.uid)),
        problems=tuple(
            replace(one, title=words_of(one.title, 120)) for one in problems[:MOST_PROBLEMS]
        ),
    )


def within_budget(
    calendar: ForeignCalendar, *, today: date, most: int = MOST_NEAR
) -> ForeignCalendar:
    """Without the meetings that would have too many dates: each is left out by name."""
    problems = tuple(too_many(calendar.meetings, today=today, most=most))
    over = {one.uid for one in problems}
    return replace(
        calendar,
        meetings=tuple(one for one in calendar.meetings if one.uid not in over),
        problems=(problems + calendar.problems)[:MOST_PROBLEMS],
    )


def understood(event: CalendarEvent) -> ForeignMeeting | Problem:
    """What is private is not repeated in a report either."""
    try:
        return foreign_meeting(event)
    except (CannotHold, RuleRefused, BudgetSpent, UnknownZone) as reason:
        title = "" if event.is_private else event.summary
        return Problem(event.uid, "refused", str(reason), 0, title)


def words_of(text: str, longest: int) -> str:
    """Calendars are often called by somebody's mailbox: that is no name."""
    plain = without_contacts(" ".join(text.split()))[:longest]
    return "" if plain == PUT_INSTEAD else plain


def main(arguments: list[str]) -> int:
    """0 with what fits of the calendar on stdout, REFUSED with why it is none on stderr."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    raw = sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        calendar = read_foreign(raw, default_zone=arguments[0] if arguments else None)
    except CalendarRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return REFUSED
    fitting = within_budget(calendar, today=datetime.now(UTC).date())
    sys.stdout.buffer.write(AS_JSON.dump_json(fitting))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
