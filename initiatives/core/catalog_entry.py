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
    confirmed_on: date | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class TopicEntry:
    slug: str
    name: str
    description: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class PersonaEntry:
    """Whom groups and what they make are for."""

    slug: str
    name: str
    description: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class SkillEntry:
    """A shared word for one ability, as far as openings of the file name it."""

    slug: str
    name: str
    area: str = "code"
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class AliasEntry(Dated):
    name: str
    slug: str | None = None
    kind: str = "alias"


@dataclass(frozen=True, kw_only=True)
class ParentEntry(Dated):
    """`parent` None says the group reports to nobody."""

    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class ServesEntry(Dated):
    serves: str


@dataclass(frozen=True, kw_only=True)
class PredecessorEntry(Dated):
    """The group whose work this one took over."""

    predecessor: str


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
class DeliverableEntry(Dated):
    """Something the group has made; `personas` are slugs."""

    name: str
    type: str
    summary: str = ""
    problem: str = ""
    url: str = ""
    personas: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """The group's update about one quarter, written "2025-Q2"."""

    quarter: str
    filed_on: date | None = None
    title: str = ""
    url: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class SkillNeedEntry:
    """`skill` is a name or any spelling of it; `level` is 1 to 5."""

    skill: str
    need: str = "must"
    level: int = 1
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class OpeningEntry:
    """Without a `key`, which is part of its address, its title says which one it is."""

    key: str = ""
    title: str
    role: str
    fresh_until: date
    summary: str = ""
    hours_min: int | None = None
    hours_max: int | None = None
    languages: tuple[str, ...] = ()
    contact: str = ""
    contact_url: str = ""
    ai_policy: str = ""
    newcomers: bool = False
    open: bool = True
    skills: tuple[SkillNeedEntry, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class TaskSourceEntry:
    """A repository (`owner/name` on GitHub) whose issues the group offers as tasks.

    `labels` are pairs of a label, in small letters, and what it means: ("docs", "role:docs").
    """

    repository: str
    labels: tuple[tuple[str, str], ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class ConfirmationEntry:
    """When somebody who speaks for the group last said that this part of its page is right."""

    part: str
    confirmed_on: date
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
class AddedEntry:
    """A date beside the rules, for ever known by its first `start`; `moved_to` is where it went."""

    start: datetime
    tz: str
    title: str = ""
    moved_to: datetime | None = None
    cancelled: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class MeetingEntry:
    """A meeting series. Without slots, `published_text` is the schedule as its group wrote it.

    `anchor` is a date of one occurrence, where the source allows to tell one. None is what a source
    says nothing about.
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
    introductions: bool | None = None
    capacity: int | None = None
    all_day: bool | None = None
    place: str | None = None
    place_url: str | None = None
    serves: tuple[str, ...] = ()
    yields_to: tuple[str, ...] | None = None
    slots: tuple[SlotEntry, ...] = ()
    exceptions: tuple[ExceptionEntry, ...] = ()
    added: tuple[AddedEntry, ...] = ()
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
    decides: str | None = None
    ai_policy: str | None = None
    ai_policy_url: str | None = None
    languages: tuple[str, ...] | None = None
    topics: tuple[str, ...] | None = None
    personas: tuple[str, ...] | None = None
    aliases: tuple[AliasEntry, ...] | None = None
    parents: tuple[ParentEntry, ...] | None = None
    serves: tuple[ServesEntry, ...] | None = None
    predecessors: tuple[PredecessorEntry, ...] | None = None
    stages: tuple[StageEntry, ...] | None = None
    roles: tuple[RoleEntry, ...] | None = None
    channels: tuple[ChannelEntry, ...] | None = None
    sources: tuple[SourceEntry, ...] | None = None
    deliverables: tuple[DeliverableEntry, ...] | None = None
    openings: tuple[OpeningEntry, ...] | None = None
    task_sources: tuple[TaskSourceEntry, ...] | None = None
    reports: tuple[ReportEntry, ...] | None = None
    confirmations: tuple[ConfirmationEntry, ...] | None = None
    questions: tuple[QuestionEntry, ...] | None = None
    meetings: tuple[MeetingEntry, ...] | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """What stands in a file and has no place in a catalogue, and how many of them."""

    what: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Catalog:
    topics: tuple[TopicEntry, ...] = ()
    personas: tuple[PersonaEntry, ...] = ()
    skills: tuple[SkillEntry, ...] = ()
    initiatives: tuple[CatalogEntry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
