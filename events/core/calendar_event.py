"""What a calendar file holds, for reading, for expanding and for writing alike."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from events.core.recurrence import Schedule

Kind = Literal["refused", "question", "warning"]


@dataclass(frozen=True, slots=True)
class Link:
    """Something to read or watch beside an event; `rel` says what it is, as a URI (RFC 9253)."""

    rel: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT with the overrides of its dates.

    `last_modified` (UTC) dates the event when written, so that the same facts give the same bytes.
    People are never in it: organizers and attendees of others' files are dropped. From `category`
    on, what only our own feeds say: it is written and not read.
    """

    uid: str
    schedule: Schedule
    summary: str = ""
    description: str = ""
    location: str = ""
    url: str = ""
    status: str = "confirmed"
    sequence: int = 0
    last_modified: datetime | None = None
    category: str = ""
    color: str = ""
    conference: str = ""
    conference_label: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file a person should know.

    A `refused` event is left out, a `question` leaves it out until somebody answers, a `warning`
    says how it was read.
    """

    uid: str
    kind: Kind
    message: str
    line: int

    def __str__(self) -> str:
        return f"{self.uid} (line {self.line}): {self.message}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The usable events of a file and what was wrong with the rest."""

    name: str
    events: tuple[CalendarEvent, ...]
    problems: tuple[Problem, ...]
