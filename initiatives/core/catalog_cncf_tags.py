"""Reads `tags.yaml` of the CNCF: technical advisory groups and the subprojects below them.

The file tells no meeting times but the address of a calendar, which becomes a question. A term's
end is its last day. `Foo Bar` is what the file holds where nobody has written a text or name yet.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from .catalog_document import Document
from .catalog_entry import (
    Catalog,
    CatalogEntry,
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    QuestionEntry,
    RoleEntry,
    SourceEntry,
)
from .published_meeting import meeting_slug, meeting_title, told_apart
from .published_section import PublishedSection
from .slugs import slugify
from .yaml_tree import Mapping

SOURCE = "cncf/toc tags.yaml"
REPOSITORY = "https://github.com/cncf/toc/blob/main"
SOURCE_URL = f"{REPOSITORY}/tags.yaml"
TOLD: dict[str, Any] = {"source": SOURCE, "source_url": SOURCE_URL}
SLACK = "https://cloud-native.slack.com/archives"
LISTS = {"tags": ("working-group", "tags"), "toc_subprojects": ("subproject", "toc_subprojects")}
LEADERS = {
    "chairs": "chair",
    "tech_leads": "tech-lead",
    "subproject_leads": "lead",
    "emeritus_leads": "emeritus-lead",
}
PLACEHOLDER = re.compile(r"foo(?:[-_ ]?ba[rz]){0,2}", re.IGNORECASE)
# Nobody's name is longer: it is a sentence about who they are.
MOST_WORDS_OF_A_NAME = 6
ASK_WHO = "The list names no person for this seat. Who holds it?"


def read_cncf_tags(document: Document) -> Catalog:
    top = document.published()
    groups: list[CatalogEntry] = []
    for key, (kind, folder) in LISTS.items():
        for section in top.sections(key):
            groups += read_group(section, kind, folder)
    top.finish()
    return Catalog(initiatives=tuple(groups))


def read_group(group: PublishedSection, kind: str, folder: str) -> Iterator[CatalogEntry]:
    group.ignore("label")
    slug = group.slug("dir", required=True) or ""
    for subproject in group.sections("tag_subprojects"):
        yield read_subproject(subproject, slug)
    yield read_entry(group, slug, kind, beside=f"{REPOSITORY}/{folder}/{slug}")


def read_subproject(subproject: PublishedSection, parent: str) -> CatalogEntry:
    subproject.ignore("landscape_preview_image")
    own = subproject.slug("dir", required=True) or ""
    place = ParentEntry(parent=parent, **TOLD, line=subproject.line)
    return read_entry(subproject, slugify(f"{parent} {own}"), "subproject", parents=(place,))


def read_entry(
    group: PublishedSection,
    slug: str,
    kind: str,
    *,
    parents: tuple[ParentEntry, ...] | None = None,
    beside: str = "",
) -> CatalogEntry:
    name = group.words("name", longest=160, required=True)
    summary = group.summary("mission_statement")
    roles = [role for role in dict.fromkeys(read_roles(group)) if not is_made_up(role)]
    entry = CatalogEntry(
        slug=slug,
        name=name,
        kind=kind,
        summary=None if PLACEHOLDER.fullmatch(summary or "") else summary,
        charter_url=group.link("charter_link", beside=beside) or None,
        parents=parents,
        roles=tuple(role for role in roles if is_a_name(role)),
        channels=tuple(dict.fromkeys(read_channels(group))) or None,
        sources=(SourceEntry(title=SOURCE, url=SOURCE_URL),),
        questions=tuple(ask_who(role) for role in roles if not is_a_name(role)),
        meetings=read_meetings(group, slug, name),
        line=group.line,
    )
    group.leave_rest()
    return entry


def is_made_up(role: RoleEntry) -> bool:
    return any(PLACEHOLDER.fullmatch(text) for text in (role.name, role.handle))


def is_a_name(role: RoleEntry) -> bool:
    return bool(role.handle) or len(role.name.split()) <= MOST_WORDS_OF_A_NAME


def ask_who(role: RoleEntry) -> QuestionEntry:
    about = f"role:{role.role}:{slugify(role.name, longest=40)}"
    return QuestionEntry(about=about, text=role.name, ask=ASK_WHO, line=role.line)


def read_roles(group: PublishedSection) -> Iterator[RoleEntry]:
    leadership = group.section("leadership")
    if leadership is not None:
        for key, role in LEADERS.items():
            for person in leadership.sections(key):
                yield read_person(person, role)
        leadership.leave_rest()
    contact = group.section("contact")
    if contact is not None:
        for person in one_or_more(contact, "toc_liaison"):
            yield read_person(person, "toc-liaison")


def one_or_more(section: PublishedSection, key: str) -> Iterator[PublishedSection]:
    """A list, or the one mapping that stands where a list should."""
    one = section.section(key) if isinstance(section.items.get(key), Mapping) else None
    yield from [one] if one is not None else section.sections(key)


def read_person(person: PublishedSection, role: str) -> RoleEntry:
    person.ignore("email", "lfx_id")
    term = person.section("term")
    start, end = (term.day("start"), term.day("end")) if term else (None, None)
    if term is not None:
        term.leave_rest()
        if start and end and end < start:
            term.wrong("end", "It ends before it starts.")
    entry = RoleEntry(
        role=role,
        name=person.words("name", longest=160),
        handle=person.words("github", longest=80),
        affiliation=person.words("company", longest=160),
        since=start,
        until=end + timedelta(days=1) if end else None,
        **TOLD,
        line=person.line,
    )
    person.leave_rest()
    return entry


def read_channels(group: PublishedSection) -> Iterator[ChannelEntry]:
    contact = group.section("contact")
    if contact is not None:
        contact.ignore("toc_liaison", "private_mailing_list")
        name = contact.words("slack_channel", longest=120)
        if address := contact.link_under(SLACK, "slack"):
            yield ChannelEntry(kind="slack", name=name, url=address, line=contact.line)
        if address := contact.link("mailing_list"):
            name = address.rstrip("/").rpartition("/")[2][:120]
            yield ChannelEntry(kind="mailing-list", name=name, url=address, line=contact.line)
        contact.leave_rest()
    for key in ("tag_initiatives", "subproject_initiatives"):
        if address := group.link(key):
            yield ChannelEntry(
                kind="github", name="Initiatives", url=address, line=group.lines[key]
            )
    if address := group.link("landscape_url"):
        line = group.lines["landscape_url"]
        yield ChannelEntry(kind="website", name="Landscape", url=address, line=line)
    for meeting in group.sections("meetings"):
        if address := meeting.link("tag_calendar"):
            yield ChannelEntry(kind="calendar", url=address, line=meeting.line)


def read_meetings(group: PublishedSection, slug: str, name: str) -> tuple[MeetingEntry, ...] | None:
    if not group.has("meetings"):
        return None
    return told_apart(read_meeting(meeting, slug, name) for meeting in group.sections("meetings"))


def read_meeting(meeting: PublishedSection, group: str, name: str) -> MeetingEntry:
    title = meeting.words("description", longest=160) or f"{name} meeting"[:160]
    schedule = meeting.words("schedule", longest=4000)
    entry = MeetingEntry(
        slug=meeting_slug(group, title),
        title=meeting_title(name, title),
        join_url=meeting.secure_link("zoom_url"),
        notes_url=meeting.link("meeting_notes_url"),
        recordings_url=meeting.link("recordings_url"),
        **TOLD,
        published_text=schedule or meeting.link("tag_calendar"),
        line=meeting.line,
    )
    meeting.ignore("tag_calendar")
    meeting.leave_rest()
    return entry
