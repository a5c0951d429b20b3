"""What a calendar file holds, for reading, for expanding and for writing alike."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from events.core.link import Link
from events.core.recurrence import Schedule

Kind = Literal["refused", "question", "warning"]


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One VEVENT with the overrides of its dates.

    `last_modified` (UTC) dates the event when written, so that the same facts give the same bytes.
    People are never in it: organizers and attendees of others' files are dropped. `is_private` is
    what somebody keeps to themselves: it is read and never written. From `category` on, what only
    our own feeds say: but for `conference` it is written and not read.
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
    is_private: bool = False
    category: str = ""
    color: str = ""
    conference: str = ""
    conference_label: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file a person should know.

    A `refused` event is left out, a `question` leaves it out until somebody answers, a `warning`
    says how it was read. `title` is for who does not know events by their UID.
    """

    uid: str
    kind: Kind
    message: str
    line: int
    title: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.uid} (line {self.line}): {self.message}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The usable events of a file and what was wrong with the rest."""

    name: str
    events: tuple[CalendarEvent, ...]
    problems: tuple[Problem, ...]
