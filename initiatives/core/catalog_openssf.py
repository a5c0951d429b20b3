"""Reads the list of OpenSSF groups as its compilers publish it (keys such as `lifecycle_stage`).

The compilers' own reading of a meeting time (`iana_tz_inferred` and its neighbours) is deliberately
not taken: the published words are read by our own rules, or they become a question.
"""

import hashlib
import re

from .catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    QuestionEntry,
    ReportEntry,
    RoleEntry,
    SourceEntry,
    StageEntry,
)
from .slugs import slugify
from .vocabulary import KINDS, KINDS_WITHOUT_STAGE, STAGES
from .yaml_section import Section, real_day

UNKNOWN_WORDS = ("", "tbd", "unknown", "n/a")
DAY_IN_PARENTHESES = re.compile(r"\((\d{4}-\d{2}-\d{2})[,)]")
LIFECYCLE_PAPER = re.compile(r"process/\S+")
QUARTER = re.compile(r"\d{4}-Q[1-4]", re.ASCII)
NOTE_IN_PARENTHESES = re.compile(r"\s*\(([^)]*)\)\s*$")
CHANNEL_KEYS = {
    "mailing_list": "mailing-list",
    "discord": "discord",
    "calendar_url": "calendar",
    "meeting_notes_url": "notes",
    "recordings_url": "recordings",
}
ASK_RECORD = "Published pages disagree here or look out of date. What is right today?"
ASK_PLANNED = "This change was announced. Has it been decided, and from which date on?"


def read_openssf(top: Section) -> Catalog:
    top.ignore("_about", "_licence_of_sources", "_privacy")
    entries = tuple(read_initiative(section) for section in top.sections("initiatives"))
    top.finish()
    return Catalog(initiatives=entries)


def read_initiative(group: Section) -> CatalogEntry:
    sources = tuple(read_source(section) for section in group.sections("sources"))
    origin = dated(sources[0] if sources else None)
    slug = group.slug("slug", required=True) or ""
    name = group.text("name", longest=160, required=True) or ""
    kind = group.choice("kind", KINDS, required=True)
    aliases = read_aliases(group, name)
    entry = CatalogEntry(
        slug=slug,
        name=name,
        kind=kind,
        summary=group.text("summary", longest=300),
        website_url=group.url("website_url"),
        repo_url=group.url("repo_url"),
        charter_url=group.url("charter_url"),
        aliases=aliases,
        parents=(ParentEntry(parent=group.slug("parent"), **origin, line=group.line),),
        stages=read_stages(group, kind, origin),
        roles=read_roles(group, origin),
        channels=read_channels(group),
        sources=sources,
        reports=read_reports(group),
        questions=read_questions(group),
        meetings=read_meetings(group, slug, short_name(name, aliases), origin),
        line=group.line,
    )
    group.finish()
    return entry


def dated(source: SourceEntry | None) -> dict:
    if source is None:
        return {}
    return {"source": source.title, "source_url": source.url, "seen_on": source.seen_on}


def read_source(source: Section) -> SourceEntry:
    repo = source.text("repo", longest=120, required=True) or ""
    path = source.text("path", longest=200) or ""
    commit = source.text("commit", longest=40) or ""
    seen_on = source.day("commit_date")
    source.text("note", longest=300)
    source.finish()
    place = f"/blob/{commit}/{path.replace(' ', '%20')}" if commit and path else ""
    return SourceEntry(
        title=f"{repo} {path}".strip(),
        url=f"https://github.com/{repo}{place}" if re.fullmatch(r"[\w.-]+/[\w.-]+", repo) else "",
        seen_on=seen_on,
        line=source.line,
    )


def read_aliases(group: Section, name: str) -> tuple[AliasEntry, ...]:
    aliases = group.texts("aliases", longest=160) or ()
    former = group.texts("former_names", longest=160) or ()
    line = group.line
    return tuple(
        [AliasEntry(name=alias, line=line) for alias in aliases if alias != name]
        + [AliasEntry(name=old, kind="former-name", line=line) for old in former if old != name]
    )


def short_name(name: str, aliases: tuple[AliasEntry, ...]) -> str:
    """What people say instead of a long name, for the titles of its meetings."""
    spoken = [a.name for a in aliases if a.kind == "alias" and len(a.name) < len(name)]
    return spoken[0] if spoken else name


def read_stages(group: Section, kind: str, origin: dict) -> tuple[StageEntry, ...] | None:
    stage = group.choice("lifecycle_stage", STAGES)
    said = group.text("stage_source", longest=300) or ""
    if kind in KINDS_WITHOUT_STAGE:
        return None
    day = DAY_IN_PARENTHESES.search(said)
    fact = dict(origin)
    if paper := LIFECYCLE_PAPER.match(said):
        fact["source"] = f"ossf/tac {paper[0]}"
        fact["source_url"] = f"https://github.com/ossf/tac/blob/main/{paper[0]}"
    return (
        StageEntry(
            stage=stage or "unknown",
            since=real_day(day[1]) if day else None,
            **fact,
            line=group.lines.get("lifecycle_stage", group.line),
        ),
    )


def read_roles(group: Section, origin: dict) -> tuple[RoleEntry, ...] | None:
    roles = [read_lead(section, origin) for section in group.sections("leads")]
    staff = group.text("staff_contact", longest=160)
    for name in (staff or "").split(" & "):
        if name:
            line = group.lines["staff_contact"]
            roles.append(RoleEntry(role="staff-contact", name=name, **origin, line=line))
    return tuple(roles) if group.has("leads") or staff else None


def read_lead(lead: Section, origin: dict) -> RoleEntry:
    said = lead.text("role", longest=120, required=True) or ""
    affiliation = lead.text("affiliation", longest=160) or ""
    words, note = split_note(said)
    is_interim = words.startswith("interim ")
    entry = RoleEntry(
        role=slugify(words.removeprefix("interim "), longest=60) or "member",
        name=lead.text("name", longest=160) or "",
        handle=lead.text("github", longest=80) or "",
        affiliation="" if affiliation.lower() in UNKNOWN_WORDS else affiliation,
        note=note,
        interim=is_interim,
        **origin,
        line=lead.line,
    )
    lead.finish()
    return entry


def split_note(said: str) -> tuple[str, str]:
    """`member (board-appointed)` and `maintainer, mentor 2025` into role and note."""
    if note := NOTE_IN_PARENTHESES.search(said):
        return said[: note.start()], note[1]
    words, _comma, rest = said.partition(",")
    return words, rest.strip()


def read_channels(group: Section) -> tuple[ChannelEntry, ...]:
    channels = []
    slack = group.section("slack")
    if slack is not None:
        room = (slack.text("channel", longest=120) or "").lstrip("#")
        address = slack.url("url") or ""
        slack.finish()
        if room or address:
            name = f"#{room}" if room else ""
            channels.append(ChannelEntry(kind="slack", name=name, url=address, line=slack.line))
    for key, kind in CHANNEL_KEYS.items():
        if url := group.url(key):
            name = url.rstrip("/").rsplit("/", 1)[-1] if kind == "mailing-list" else ""
            channels.append(ChannelEntry(kind=kind, name=name, url=url, line=group.lines[key]))
    return tuple(channels)


def read_reports(group: Section) -> tuple[ReportEntry, ...] | None:
    """Which quarters a group has told of; when, and where, the list does not say."""
    quarters = group.texts("reports_filed", longest=20)
    if quarters is None:
        return None
    line = group.lines["reports_filed"]
    for quarter in quarters:
        if not QUARTER.fullmatch(quarter):
            group.wrong("reports_filed", f"{quarter!r} is not a quarter; write it like 2026-Q1.")
    return tuple(ReportEntry(quarter=quarter, line=line) for quarter in dict.fromkeys(quarters))


def read_questions(group: Section) -> tuple[QuestionEntry, ...]:
    notes = group.texts("data_quality", longest=4000) or ()
    planned = group.text("planned_change", longest=4000)
    questions = [
        QuestionEntry(
            about=f"record-{hashlib.sha256(note.encode()).hexdigest()[:8]}",
            text=note,
            ask=ASK_RECORD,
            line=group.lines["data_quality"],
        )
        for note in dict.fromkeys(notes)
    ]
    if planned:
        line = group.lines["planned_change"]
        questions.append(
            QuestionEntry(about="planned-change", text=planned, ask=ASK_PLANNED, line=line)
        )
    return tuple(questions)


def read_meetings(
    group: Section, slug: str, spoken: str, origin: dict
) -> tuple[MeetingEntry, ...] | None:
    if not group.has("meetings"):
        return None
    return tuple(
        read_meeting(section, slug, spoken, origin) for section in group.sections("meetings")
    )


def read_meeting(meeting: Section, group: str, spoken: str, origin: dict) -> MeetingEntry:
    meeting.ignore(
        "weekday",
        "time",
        "tz_as_published",
        "iana_tz_inferred",
        "frequency",
        "nth_in_month",
        "problems",
    )
    title = meeting.text("title", longest=160, required=True) or ""
    said = meeting.text("as_published", longest=4000, required=True, lines=True) or ""
    anchor = meeting.day("anchor_date")
    meeting.finish()
    is_named = any(word.lower() in title.lower() for word in spoken.split() if len(word) > 2)
    full_title = title if is_named else f"{spoken}: {title}"
    return MeetingEntry(
        slug=slugify(title if slugify(title).startswith(group) else f"{group} {title}"),
        title=full_title[:160],
        region=region_of(title),
        **origin,
        published_text=said,
        anchor=anchor,
        line=meeting.line,
    )


def region_of(title: str) -> str:
    """EMEA or APAC, where the title of a meeting says whom its hour suits."""
    return next((region for region in ("EMEA", "APAC") if region in title), "")
