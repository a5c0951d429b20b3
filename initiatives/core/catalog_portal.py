"""Reads our own format, `waymark-catalogue/1` (docs/catalogue-format.md)."""

import re
from collections.abc import Callable, Hashable, Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from portal.core import zones
from portal.core.languages import LANGUAGES

from .catalog_entry import (
    AddedEntry,
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    ConfirmationEntry,
    Dated,
    DeliverableEntry,
    ExceptionEntry,
    MeetingEntry,
    OpeningEntry,
    ParentEntry,
    PersonaEntry,
    PredecessorEntry,
    QuestionEntry,
    ReportEntry,
    RoleEntry,
    ServesEntry,
    SkillEntry,
    SkillNeedEntry,
    SlotEntry,
    SourceEntry,
    StageEntry,
    TaskSourceEntry,
    TopicEntry,
)
from .hues import HUES
from .reconcile import can_both_be
from .vocabulary import (
    AI_POLICIES,
    ALIAS_KINDS,
    CHANNEL_KINDS,
    DELIVERABLE_TYPES,
    EXCEPTION_STATUSES,
    FACT_GROUPS,
    KINDS,
    KINDS_WITHOUT_STAGE,
    MEETING_KINDS,
    RESERVED_SLUGS,
    SKILL_AREAS,
    SKILL_NEEDS,
    STAGES,
)
from .yaml_section import Section

DAY_MINUTES = 24 * 60
AGAIN = "This says again, or otherwise, what an entry above it says."
FORMAT = "waymark-catalogue/1"
Entry = TypeVar("Entry")
QUARTER = re.compile(r"\d{4}-Q[1-4]", re.ASCII)
REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+", re.ASCII)
Word = TypeVar("Word", TopicEntry, PersonaEntry)
# Stands in where an error was noted; the entry that holds it is never used.
NO_DAY = date.min
NO_TIME = datetime.min  # noqa: DTZ901


def read_portal(top: Section) -> Catalog:
    """Whatever is wrong is added to the section's errors; the result is then not to be used."""
    top.choice("format", frozenset({FORMAT}), required=True)
    topics = tuple(read_word(section, TopicEntry) for section in top.sections("topics"))
    personas = tuple(read_word(section, PersonaEntry) for section in top.sections("personas"))
    skills = tuple(read_skill(section) for section in top.sections("skills"))
    entries = tuple(read_initiative(section) for section in top.sections("initiatives"))
    top.finish()
    return Catalog(topics=topics, personas=personas, skills=skills, initiatives=entries)


def read_word(word: Section, entry_of: type[Word]) -> Word:
    entry = entry_of(
        slug=word.slug("slug", longest=60, required=True) or "",
        name=word.text("name", longest=80, required=True) or "",
        description=word.text("description", longest=300) or "",
        line=word.line,
    )
    word.finish()
    return entry


def read_skill(skill: Section) -> SkillEntry:
    entry = SkillEntry(
        slug=skill.slug("slug", longest=60, required=True) or "",
        name=skill.text("name", longest=80, required=True) or "",
        area=skill.choice("area", SKILL_AREAS, default="code"),
        line=skill.line,
    )
    skill.finish()
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
        decides=group.text("decides", longest=500, lines=True),
        ai_policy=optional_choice(group, "ai_policy", AI_POLICIES),
        ai_policy_url=group.url("ai_policy_url"),
        languages=read_languages(group),
        topics=group.texts("topics", longest=60),
        personas=group.texts("personas", longest=60),
        aliases=each(group, "aliases", read_alias),
        parents=each(group, "parents", read_parent),
        serves=each(group, "serves", read_serves),
        predecessors=each(group, "predecessors", read_predecessor),
        stages=each(group, "stages", read_stage),
        roles=each(group, "roles", read_role),
        channels=each(group, "channels", read_channel),
        sources=each(group, "sources", read_source),
        deliverables=each(group, "deliverables", read_deliverable),
        openings=each(group, "openings", read_opening),
        task_sources=each(group, "task_sources", read_task_source),
        reports=each(group, "reports", read_report),
        confirmations=each(group, "confirmations", read_confirmation),
        questions=each(group, "questions", read_question),
        meetings=each(group, "meetings", read_meeting),
        line=group.line,
    )
    group.finish()
    if entry.slug in RESERVED_SLUGS:
        group.wrong("slug", f"{entry.slug!r} is an address of the portal itself.")
    if kind in KINDS_WITHOUT_STAGE and entry.stages:
        group.wrong("stages", f"A {kind} has no lifecycle stage.")
    for alias in names_of_today(entry):
        if alias.name != entry.name:
            group.wrong("aliases", f"The name of today is {entry.name!r}.", alias.line)
    refuse_contradictions(group, entry)
    return entry


def each(section: Section, key: str, read: Callable[[Section], Entry]) -> tuple[Entry, ...] | None:
    return tuple(read(item) for item in section.sections(key)) if section.has(key) else None


def refuse_contradictions(group: Section, entry: CatalogEntry) -> None:
    """What the database would refuse, said with a line instead."""
    in_a_row(group, "parents", entry.parents, lambda _fact: None)
    in_a_row(group, "stages", entry.stages, lambda _fact: None)
    in_a_row(group, "serves", entry.serves, lambda fact: fact.serves)
    in_a_row(group, "roles", named(entry.roles), lambda r: (r.role, r.name, r.handle))
    once(group, "aliases", entry.aliases, name_identity)
    once(group, "aliases", names_of_today(entry), lambda alias: alias.kind)
    once(group, "predecessors", entry.predecessors, lambda fact: fact.predecessor)
    once(group, "deliverables", entry.deliverables, lambda made: made.name)
    once(group, "openings", keyed(entry.openings), lambda opening: opening.key)
    once(group, "task_sources", entry.task_sources, lambda source: source.repository)
    once(group, "reports", entry.reports, lambda report: report.quarter)
    once(group, "confirmations", entry.confirmations, lambda said: said.part)
    once(group, "channels", entry.channels, lambda c: (c.kind, c.name, c.url))
    once(group, "sources", entry.sources, lambda source: source.title)
    once(group, "questions", entry.questions, lambda question: question.about)


def named(roles: tuple[RoleEntry, ...] | None) -> tuple[RoleEntry, ...]:
    """Seats without a published name may repeat: each is a seat of its own."""
    return tuple(role for role in roles or () if role.name or role.handle)


def name_identity(alias: AliasEntry) -> Hashable:
    """A group may take a name again that it had before; any other it has once."""
    return (alias.name, alias.until) if alias.kind == "former-name" else alias.name


def names_of_today(entry: CatalogEntry) -> tuple[AliasEntry, ...]:
    return tuple(alias for alias in entry.aliases or () if alias.kind == "name")


def keyed(openings: tuple[OpeningEntry, ...] | None) -> tuple[OpeningEntry, ...]:
    return tuple(opening for opening in openings or () if opening.key)


def in_a_row(
    section: Section,
    key: str,
    entries: Sequence[Dated] | None,
    identity: Callable[[Any], Hashable],
) -> None:
    """Of one fact, no two entries may hold the same day."""
    before: dict[Hashable, list[Dated]] = {}
    for entry in entries or ():
        same = before.setdefault(identity(entry), [])
        if not all(can_both_be(entry, one) for one in same):
            section.wrong(key, AGAIN, entry.line)
        same.append(entry)


def once(
    section: Section, key: str, entries: tuple | None, identity: Callable[..., Hashable]
) -> None:
    seen: set[Hashable] = set()
    for entry in entries or ():
        if identity(entry) in seen:
            section.wrong(key, AGAIN, getattr(entry, "line", section.line))
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
        "confirmed_on": fact.day("confirmed_on"),
        "line": fact.line,
    }


def optional_choice(section: Section, key: str, choices: frozenset[str]) -> str | None:
    """None where the file says nothing; empty where it says: nothing."""
    return section.choice(key, choices) if section.has(key) else None


def optional_flag(section: Section, key: str) -> bool | None:
    return section.flag(key, default=False) if section.has(key) else None


def read_languages(section: Section) -> tuple[str, ...] | None:
    codes = section.texts("languages", longest=12)
    for code in codes or ():
        if code not in LANGUAGES:
            section.wrong("languages", f"{code!r} is not a language; write its code, like en.")
    return codes


def read_alias(alias: Section) -> AliasEntry:
    entry = AliasEntry(
        name=alias.text("name", longest=160, required=True) or "",
        slug=alias.slug("slug"),
        kind=alias.choice("kind", ALIAS_KINDS, default="alias"),
        **dated(alias),
    )
    alias.finish()
    if entry.kind == "name" and entry.until:
        alias.wrong("until", "A name that is over is a former-name.")
    return entry


def read_parent(fact: Section) -> ParentEntry:
    entry = ParentEntry(parent=fact.slug("parent"), **dated(fact))
    fact.finish()
    return entry


def read_serves(fact: Section) -> ServesEntry:
    entry = ServesEntry(serves=fact.slug("serves", required=True) or "", **dated(fact))
    fact.finish()
    return entry


def read_predecessor(fact: Section) -> PredecessorEntry:
    predecessor = fact.slug("predecessor", required=True) or ""
    entry = PredecessorEntry(predecessor=predecessor, **dated(fact))
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


def read_deliverable(made: Section) -> DeliverableEntry:
    entry = DeliverableEntry(
        name=made.text("name", longest=160, required=True) or "",
        type=made.choice("type", DELIVERABLE_TYPES, required=True),
        summary=made.text("summary", longest=300) or "",
        problem=made.text("problem", longest=160) or "",
        url=made.url("url") or "",
        personas=made.texts("personas", longest=60) or (),
        **dated(made),
    )
    made.finish()
    return entry


def read_opening(opening: Section) -> OpeningEntry:
    entry = OpeningEntry(
        key=opening.text("key", longest=36) or "",
        title=opening.text("title", longest=120, required=True) or "",
        role=opening.choice("role", SKILL_AREAS, required=True),
        fresh_until=opening.day("fresh_until", required=True) or NO_DAY,
        summary=opening.text("summary", longest=500, lines=True) or "",
        hours_min=opening.number("hours_min", least=1, most=60),
        hours_max=opening.number("hours_max", least=1, most=60),
        languages=read_languages(opening) or (),
        contact=opening.text("contact", longest=160) or "",
        contact_url=opening.url("contact_url") or "",
        ai_policy=opening.choice("ai_policy", AI_POLICIES),
        newcomers=opening.flag("newcomers", default=False),
        open=opening.flag("open", default=True),
        skills=each(opening, "skills", read_skill_need) or (),
        line=opening.line,
    )
    opening.finish()
    if entry.key and not is_key(entry.key):
        opening.wrong("key", "Expected the key of an exported opening, or none.")
    if entry.hours_min and entry.hours_max and entry.hours_max < entry.hours_min:
        opening.wrong("hours_max", "The most hours are fewer than the least.")
    once(opening, "skills", entry.skills, lambda need: need.skill)
    return entry


def is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def read_skill_need(need: Section) -> SkillNeedEntry:
    entry = SkillNeedEntry(
        skill=need.text("skill", longest=80, required=True) or "",
        need=need.choice("need", SKILL_NEEDS, default="must"),
        level=need.number("level", least=1, most=5) or 1,
        line=need.line,
    )
    need.finish()
    return entry


def read_task_source(source: Section) -> TaskSourceEntry:
    repository = source.text("repository", longest=200, required=True) or ""
    if repository and not REPOSITORY.fullmatch(repository):
        source.wrong("repository", "Expected the owner and the name of a repository: owner/name.")
    labels = source.section("labels")
    pairs = tuple(read_labels(labels)) if labels else ()
    entry = TaskSourceEntry(repository=repository, labels=pairs, line=source.line)
    source.finish()
    return entry


def read_labels(labels: Section) -> list[tuple[str, str]]:
    """A label in small letters, as trackers compare them, and what it means."""
    pairs = [
        (
            labels.checked_text(label, label, longest=100, required=True).lower(),
            labels.text(label, longest=100, required=True) or "",
        )
        for label in labels.items
    ]
    labels.finish()
    once(labels, "labels", tuple(pairs), lambda pair: pair[0])
    return sorted(pairs)


def read_report(report: Section) -> ReportEntry:
    entry = ReportEntry(
        quarter=report.text("quarter", longest=7, required=True) or "",
        filed_on=report.day("filed_on"),
        title=report.text("title", longest=160) or "",
        url=report.url("url") or "",
        line=report.line,
    )
    report.finish()
    if entry.quarter and not QUARTER.fullmatch(entry.quarter):
        report.wrong("quarter", f"{entry.quarter!r} is not a quarter; write it like 2026-Q1.")
    return entry


def read_confirmation(said: Section) -> ConfirmationEntry:
    entry = ConfirmationEntry(
        part=said.choice("part", FACT_GROUPS, required=True),
        confirmed_on=said.day("confirmed_on", required=True) or NO_DAY,
        line=said.line,
    )
    said.finish()
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
        title=meeting.text("title", longest=200, required=True) or "",
        kind=meeting.choice("kind", MEETING_KINDS, default="meeting"),
        duration_minutes=meeting.number("duration_minutes", least=1, most=20160) or 60,
        region=meeting.text("region", longest=80) or "",
        join_url=meeting.url("join_url") or "",
        notes_url=meeting.url("notes_url") or "",
        recordings_url=meeting.url("recordings_url") or "",
        access_note=meeting.text("access_note", longest=300) or "",
        newcomers=meeting.flag("newcomers", default=False),
        introductions=optional_flag(meeting, "introductions"),
        capacity=meeting.number("capacity", least=1, most=1_000_000),
        all_day=optional_flag(meeting, "all_day"),
        place=meeting.text("place", longest=200),
        place_url=meeting.url("place_url"),
        serves=meeting.texts("serves", longest=80) or (),
        yields_to=meeting.texts("yields_to", longest=80),
        slots=each(meeting, "slots", read_slot) or (),
        exceptions=each(meeting, "exceptions", read_exception) or (),
        added=each(meeting, "added", read_added) or (),
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
    once(meeting, "added", entry.added, lambda added: added.start.date())
    if entry.place_url and not entry.place:
        meeting.wrong("place_url", "A map needs the name of the place.")
    if entry.all_day and (problem := all_day_error(entry)):
        meeting.wrong(*problem)
    return entry


def all_day_error(entry: MeetingEntry) -> tuple[str, str] | None:
    """Which key of an all-day meeting is wrong, and why."""
    if entry.duration_minutes % DAY_MINUTES:
        return "duration_minutes", f"Whole days last {DAY_MINUTES} minutes each."
    if any(slot.start.time() != time() for slot in entry.slots):
        return "slots", "Whole days begin at 00:00."
    return None


def read_added(added: Section) -> AddedEntry:
    entry = AddedEntry(
        start=added.wall_time("start", required=True) or NO_TIME,
        tz=added.text("tz", longest=64, required=True) or "",
        title=added.text("title", longest=200) or "",
        moved_to=added.wall_time("moved_to"),
        cancelled=added.flag("cancelled", default=False),
        line=added.line,
    )
    added.finish()
    refuse_strange_zone(added, entry.tz)
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
    refuse_strange_zone(slot, entry.tz)
    return entry


def refuse_strange_zone(section: Section, tz: str) -> None:
    if tz and not is_zone(tz):
        section.wrong("tz", f"{tz!r} is not a time zone; write it like America/New_York.")


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
        title=exception.text("title", longest=200) or "",
        line=exception.line,
    )
    exception.finish()
    if entry.status == "moved" and entry.start is None and not entry.title:
        exception.wrong("start", "Say when it happens instead, or what changes.")
    return entry
