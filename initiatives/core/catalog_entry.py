"""What one catalogue file says, as plain frozen values: no database, no file format.

None means "the file says nothing about this"; an empty string or tuple means "it says: nothing".
"""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class Dated:
    since: date | None = None
    until: date | None = None
    source: str = ""
    source_url: str = ""
    seen_on: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class TopicEntry:
    slug: str
    name: str
    description: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class AliasEntry:
    name: str
    slug: str | None = None
    kind: str = "alias"
    until: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class ParentEntry(Dated):
    """`parent` None says the group reports to nobody."""

    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class ServesEntry(Dated):
    serves: str


@dataclass(frozen=True, kw_only=True)
class StageEntry(Dated):
    stage: str


@dataclass(frozen=True, kw_only=True)
class RoleEntry(Dated):
    """A seat; an empty name says that none was published."""

    role: str
    name: str = ""
    handle: str = ""
    affiliation: str = ""
    note: str = ""
    interim: bool = False
    withdrawn: bool = False


@dataclass(frozen=True, kw_only=True)
class ChannelEntry:
    kind: str
    name: str = ""
    url: str = ""
    public: bool = True
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class SourceEntry:
    title: str
    url: str = ""
    seen_on: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class QuestionEntry:
    about: str
    ask: str
    text: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class SlotEntry:
    """`start` is the first wall-clock time, naive on purpose: `tz` is its IANA zone."""

    start: datetime
    tz: str
    rrule: str = ""
    until: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class ExceptionEntry:
    """What happens instead on one original date; `slot` counts from 1, `start` is wall time."""

    slot: int = 1
    date: date
    status: str
    start: datetime | None = None
    title: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class MeetingEntry:
    """A meeting series. Without slots, `published_text` is the schedule as its group wrote it.

    `anchor` is a date of one occurrence, where the source allows to tell one.
    """

    slug: str
    title: str
    kind: str = "meeting"
    duration_minutes: int = 60
    region: str = ""
    join_url: str = ""
    notes_url: str = ""
    recordings_url: str = ""
    access_note: str = ""
    newcomers: bool = False
    serves: tuple[str, ...] = ()
    slots: tuple[SlotEntry, ...] = ()
    exceptions: tuple[ExceptionEntry, ...] = ()
    source: str = ""
    source_url: str = ""
    seen_on: date | None = None
    published_text: str = ""
    anchor: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class CatalogEntry:
    """One group. A tuple of dated rows may hold its history too: rows with an `until`."""

    slug: str
    name: str
    kind: str
    summary: str | None = None
    why: str | None = None
    joining: str | None = None
    hue: int | None = None
    website_url: str | None = None
    repo_url: str | None = None
    charter_url: str | None = None
    topics: tuple[str, ...] | None = None
    aliases: tuple[AliasEntry, ...] | None = None
    parents: tuple[ParentEntry, ...] | None = None
    serves: tuple[ServesEntry, ...] | None = None
    stages: tuple[StageEntry, ...] | None = None
    roles: tuple[RoleEntry, ...] | None = None
    channels: tuple[ChannelEntry, ...] | None = None
    sources: tuple[SourceEntry, ...] | None = None
    questions: tuple[QuestionEntry, ...] | None = None
    meetings: tuple[MeetingEntry, ...] | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class Catalog:
    topics: tuple[TopicEntry, ...] = ()
    initiatives: tuple[CatalogEntry, ...] = ()
