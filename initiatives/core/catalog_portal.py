"""Reads our own format, `waymark-catalogue/1` (docs/catalogue-format.md)."""

from collections.abc import Callable, Hashable
from datetime import date, datetime
from typing import TypeVar

from portal.core import zones

from .catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ExceptionEntry,
    MeetingEntry,
    ParentEntry,
    QuestionEntry,
    RoleEntry,
    ServesEntry,
    SlotEntry,
    SourceEntry,
    StageEntry,
    TopicEntry,
)
from .hues import HUES
from .vocabulary import (
    ALIAS_KINDS,
    CHANNEL_KINDS,
    EXCEPTION_STATUSES,
    KINDS,
    KINDS_WITHOUT_STAGE,
    MEETING_KINDS,
    RESERVED_SLUGS,
    STAGES,
)
from .yaml_section import Section

FORMAT = "waymark-catalogue/1"
Entry = TypeVar("Entry")
# Stands in where an error was noted; the entry that holds it is never used.
NO_DAY = date.min
NO_TIME = datetime.min  # noqa: DTZ901


def read_portal(top: Section) -> Catalog:
    """Whatever is wrong is added to the section's errors; the result is then not to be used."""
    top.choice("format", frozenset({FORMAT}), required=True)
    topics = tuple(read_topic(section) for section in top.sections("topics"))
    entries = tuple(read_initiative(section) for section in top.sections("initiatives"))
    top.finish()
    return Catalog(topics=topics, initiatives=entries)


def read_topic(topic: Section) -> TopicEntry:
    entry = TopicEntry(
        slug=topic.slug("slug", longest=60, required=True) or "",
        name=topic.text("name", longest=80, required=True) or "",
        description=topic.text("description", longest=300) or "",
        line=topic.line,
    )
    topic.finish()
    return entry


def read_initiative(group: Section) -> CatalogEntry:
    kind = group.choice("kind", KINDS, required=True)
    entry = CatalogEntry(
        slug=group.slug("slug", required=True) or "",
        name=group.text("name", longest=160, required=True) or "",
        kind=kind,
        summary=group.text("summary", longest=300),
        why=group.text("why", longest=1000, lines=True),
        joining=group.text("joining", longest=500, lines=True),
        hue=group.number("hue", least=1, most=HUES),
        website_url=group.url("website_url"),
        repo_url=group.url("repo_url"),
        charter_url=group.url("charter_url"),
        topics=group.texts("topics", longest=60),
        aliases=each(group, "aliases", read_alias),
        parents=each(group, "parents", read_parent),
        serves=each(group, "serves", read_serves),
        stages=each(group, "stages", read_stage),
        roles=each(group, "roles", read_role),
        channels=each(group, "channels", read_channel),
        sources=each(group, "sources", read_source),
        questions=each(group, "questions", read_question),
        meetings=each(group, "meetings", read_meeting),
        line=group.line,
    )
    group.finish()
    if entry.slug in RESERVED_SLUGS:
        group.wrong("slug", f"{entry.slug!r} is an address of the portal itself.")
    if kind in KINDS_WITHOUT_STAGE and entry.stages:
        group.wrong("stages", f"A {kind} has no lifecycle stage.")
    refuse_contradictions(group, entry)
    return entry


def each(section: Section, key: str, read: Callable[[Section], Entry]) -> tuple[Entry, ...] | None:
    return tuple(read(item) for item in section.sections(key)) if section.has(key) else None


def refuse_contradictions(group: Section, entry: CatalogEntry) -> None:
    """What the database would refuse, said with a line instead."""
    once(group, "parents", entry.parents, lambda fact: "open" if fact.until is None else fact)
    once(group, "stages", entry.stages, lambda fact: "open" if fact.until is None else fact)
    once(group, "serves", entry.serves, lambda fact: fact.serves if fact.until is None else fact)
    once(group, "roles", named_and_open(entry.roles), lambda r: (r.role, r.name, r.handle))
    once(group, "aliases", entry.aliases, lambda alias: alias.name)
    once(group, "channels", entry.channels, lambda c: (c.kind, c.name, c.url))
    once(group, "sources", entry.sources, lambda source: source.title)
    once(group, "questions", entry.questions, lambda question: question.about)


def named_and_open(roles: tuple[RoleEntry, ...] | None) -> tuple[RoleEntry, ...]:
    """Seats without a published name may repeat: each is a seat of its own."""
    return tuple(r for r in roles or () if r.until is None and (r.name or r.handle))


def once(
    section: Section, key: str, entries: tuple | None, identity: Callable[..., Hashable]
) -> None:
    seen: set[Hashable] = set()
    for entry in entries or ():
        if identity(entry) in seen:
            message = "This says again, or otherwise, what an entry above it says."
            section.wrong(key, message, entry.line)
        seen.add(identity(entry))


def dated(fact: Section) -> dict:
    since, until = fact.day("since"), fact.day("until")
    if since and until and until <= since:
        fact.wrong("until", "It ends before it starts.")
    return {
        "since": since,
        "until": until,
        "source": fact.text("source", longest=300) or "",
        "source_url": fact.url("source_url") or "",
        "seen_on": fact.day("seen_on"),
        "line": fact.line,
    }


def read_alias(alias: Section) -> AliasEntry:
    entry = AliasEntry(
        name=alias.text("name", longest=160, required=True) or "",
        slug=alias.slug("slug"),
        kind=alias.choice("kind", ALIAS_KINDS, default="alias"),
        until=alias.day("until"),
        line=alias.line,
    )
    alias.finish()
    return entry


def read_parent(fact: Section) -> ParentEntry:
    entry = ParentEntry(parent=fact.slug("parent"), **dated(fact))
    fact.finish()
    return entry


def read_serves(fact: Section) -> ServesEntry:
    entry = ServesEntry(serves=fact.slug("serves", required=True) or "", **dated(fact))
    fact.finish()
    return entry


def read_stage(fact: Section) -> StageEntry:
    entry = StageEntry(stage=fact.choice("stage", STAGES, required=True), **dated(fact))
    fact.finish()
    return entry


def read_role(fact: Section) -> RoleEntry:
    entry = RoleEntry(
        role=fact.slug("role", longest=60, required=True) or "",
        name=fact.text("name", longest=160) or "",
        handle=fact.text("handle", longest=80) or "",
        affiliation=fact.text("affiliation", longest=160) or "",
        note=fact.text("note", longest=120) or "",
        interim=fact.flag("interim", default=False),
        withdrawn=fact.flag("withdrawn", default=False),
        **dated(fact),
    )
    fact.finish()
    if entry.withdrawn and (entry.name or entry.handle or entry.affiliation):
        fact.wrong("withdrawn", "A seat whose name was withdrawn names nobody.")
    return entry


def read_channel(channel: Section) -> ChannelEntry:
    entry = ChannelEntry(
        kind=channel.choice("kind", CHANNEL_KINDS, required=True),
        name=channel.text("name", longest=120) or "",
        url=channel.url("url") or "",
        public=channel.flag("public", default=True),
        line=channel.line,
    )
    channel.finish()
    if not entry.name and not entry.url:
        channel.wrong("url", "A channel needs a name or an address.")
    return entry


def read_source(source: Section) -> SourceEntry:
    entry = SourceEntry(
        title=source.text("title", longest=300, required=True) or "",
        url=source.url("url") or "",
        seen_on=source.day("seen_on"),
        line=source.line,
    )
    source.finish()
    return entry


def read_question(question: Section) -> QuestionEntry:
    entry = QuestionEntry(
        about=question.text("about", longest=120, required=True) or "",
        ask=question.text("ask", longest=2000, required=True, lines=True) or "",
        text=question.text("text", longest=4000, lines=True) or "",
        line=question.line,
    )
    question.finish()
    return entry


def read_meeting(meeting: Section) -> MeetingEntry:
    entry = MeetingEntry(
        slug=meeting.slug("slug", required=True) or "",
        title=meeting.text("title", longest=160, required=True) or "",
        kind=meeting.choice("kind", MEETING_KINDS, default="meeting"),
        duration_minutes=meeting.number("duration_minutes", least=1, most=20160) or 60,
        region=meeting.text("region", longest=80) or "",
        join_url=meeting.url("join_url") or "",
        notes_url=meeting.url("notes_url") or "",
        recordings_url=meeting.url("recordings_url") or "",
        access_note=meeting.text("access_note", longest=300) or "",
        newcomers=meeting.flag("newcomers", default=False),
        serves=meeting.texts("serves", longest=80) or (),
        slots=each(meeting, "slots", read_slot) or (),
        exceptions=each(meeting, "exceptions", read_exception) or (),
        source=meeting.text("source", longest=300) or "",
        source_url=meeting.url("source_url") or "",
        seen_on=meeting.day("seen_on"),
        line=meeting.line,
    )
    meeting.finish()
    if not entry.slots:
        meeting.wrong("slots", "A meeting needs at least one slot: when does it happen?")
    for exception in entry.exceptions:
        if exception.slot > len(entry.slots):
            meeting.wrong("exceptions", f"There is no slot {exception.slot}.", exception.line)
    return entry


def read_slot(slot: Section) -> SlotEntry:
    entry = SlotEntry(
        start=slot.wall_time("start", required=True) or NO_TIME,
        tz=slot.text("tz", longest=64, required=True) or "",
        rrule=slot.text("rrule", longest=300) or "",
        until=slot.day("until"),
        line=slot.line,
    )
    slot.finish()
    if entry.tz and not is_zone(entry.tz):
        slot.wrong("tz", f"{entry.tz!r} is not a time zone; write it like America/New_York.")
    return entry


def is_zone(name: str) -> bool:
    try:
        zones.zone(name)
    except zones.UnknownZone:
        return False
    return True


def read_exception(exception: Section) -> ExceptionEntry:
    entry = ExceptionEntry(
        slot=exception.number("slot", least=1, most=20) or 1,
        date=exception.day("date", required=True) or NO_DAY,
        status=exception.choice("status", EXCEPTION_STATUSES, required=True),
        start=exception.wall_time("start"),
        title=exception.text("title", longest=160) or "",
        line=exception.line,
    )
    exception.finish()
    if entry.status == "moved" and entry.start is None and not entry.title:
        exception.wrong("start", "Say when it happens instead, or what changes.")
    return entry
