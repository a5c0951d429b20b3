"""Reads `sigs.yaml`, the list of groups of Kubernetes and of those who took over its form.

A subproject stands under its group, whose slug it carries. Charters are paths beside the file, so
they have no address; who represents the project elsewhere (`gb_rep`) is no seat in a group.
"""

import re
from collections.abc import Iterator

from .catalog_document import Document
from .catalog_entry import (
    AliasEntry,
    Catalog,
    CatalogEntry,
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    RoleEntry,
    ServesEntry,
    SourceEntry,
)
from .published_meeting import meeting_slug, meeting_title, told_apart
from .published_section import PublishedSection
from .slugs import slugify

SOURCE = "sigs.yaml"
# Each list of the file, the kind of its groups, and what people call one of them.
LISTS = {
    "sigs": ("sig", "SIG {}"),
    "workinggroups": ("working-group", "WG {}"),
    "usergroups": ("sig", "UG {}"),
    "committees": ("committee", "{} Committee"),
}
LEADERS = {"chairs": "chair", "tech_leads": "tech-lead", "emeritus_leads": "emeritus-lead"}
OWNERS = re.compile(
    r"https://(?:raw\.githubusercontent|github)\.com/([\w.-]+/[\w.-]+)/"
    r"(?:blob/|refs/heads/)?([\w.-]+)/(.*?)/?(?:OWNERS|MAINTAINERS)"
)


def read_kubernetes(document: Document) -> Catalog:
    top = document.published()
    if top.section("gb_rep"):
        document.left_out["representatives in another body"] += 1
    sections = {key: list(top.sections(key)) for key in LISTS}
    sigs = {section.words("name", longest=160): section for section in sections["sigs"]}
    slugs = {name: section.slug("dir") or "" for name, section in sigs.items()}
    groups: list[CatalogEntry] = []
    for key, (kind, called) in LISTS.items():
        for section in sections[key]:
            groups += read_group(section, kind, called, slugs)
    top.finish()
    return Catalog(initiatives=tuple(groups))


def read_group(
    group: PublishedSection, kind: str, called: str, sigs: dict[str, str]
) -> Iterator[CatalogEntry]:
    group.ignore("label")
    slug = group.slug("dir", required=True) or ""
    name = group.words("name", longest=160, required=True)
    spoken = called.format(name)
    yield CatalogEntry(
        slug=slug,
        name=name,
        kind=kind,
        summary=group.summary("mission_statement"),
        charter_url=group.link("charter_link") or None,
        aliases=(AliasEntry(name=spoken, line=group.line),),
        serves=read_served(group, sigs),
        roles=tuple(dict.fromkeys(read_roles(group))),
        channels=tuple(dict.fromkeys(read_channels(group))) or None,
        sources=(SourceEntry(title=SOURCE),),
        meetings=read_meetings(group, slug, spoken, name),
        line=group.line,
    )
    for subproject in group.sections("subprojects"):
        yield read_subproject(subproject, slug)
    group.leave_rest()


def read_subproject(subproject: PublishedSection, parent: str) -> CatalogEntry:
    name = subproject.words("name", longest=160, required=True)
    slug = slugify(f"{parent} {name}")
    code = list(read_code(subproject))
    homes = {channel.url for channel in code if "/tree/" not in channel.url}
    entry = CatalogEntry(
        slug=slug,
        name=name,
        kind="subproject",
        summary=subproject.summary("description"),
        repo_url=code[0].url if len(code) == 1 and homes else None,
        parents=(ParentEntry(parent=parent, source=SOURCE, line=subproject.line),),
        roles=tuple(dict.fromkeys(read_people(subproject, "leads", "lead"))),
        channels=tuple(dict.fromkeys((*code, *read_channels(subproject)))) or None,
        sources=(SourceEntry(title=SOURCE),),
        meetings=read_meetings(subproject, slug, name, name),
        line=subproject.line,
    )
    subproject.leave_rest()
    return entry


def read_code(subproject: PublishedSection) -> Iterator[ChannelEntry]:
    """The repositories, or the folders in one, whose OWNERS files the list names."""
    for address in dict.fromkeys(subproject.texts("owners", longest=500) or ()):
        if not (found := OWNERS.fullmatch(address)):
            subproject.left_out["owners without a repository"] += 1
            continue
        repository, branch, folder = found.groups()
        home = f"https://github.com/{repository}"
        yield ChannelEntry(
            kind="github",
            name=f"{repository} {folder}".strip()[:120],
            url=f"{home}/tree/{branch}/{folder}" if folder else home,
            line=subproject.lines["owners"],
        )


def read_served(group: PublishedSection, sigs: dict[str, str]) -> tuple[ServesEntry, ...] | None:
    names = group.texts("stakeholder_sigs", longest=160)
    if names is None:
        return None
    for name in names:
        if name not in sigs:
            group.wrong("stakeholder_sigs", f"There is no SIG {name!r} in the file.")
    line = group.lines["stakeholder_sigs"]
    served = dict.fromkeys(sigs.get(name, "") for name in names)
    return tuple(ServesEntry(serves=slug, source=SOURCE, line=line) for slug in served)


def read_roles(group: PublishedSection) -> Iterator[RoleEntry]:
    leadership = group.section("leadership")
    if leadership is not None:
        for key, role in LEADERS.items():
            yield from read_people(leadership, key, role)
        leadership.leave_rest()
    contact = group.section("contact")
    liaison = contact.section("liaison") if contact else None
    if liaison is not None:
        yield read_person(liaison, "liaison")


def read_people(section: PublishedSection, key: str, role: str) -> Iterator[RoleEntry]:
    for person in section.sections(key):
        yield read_person(person, role)


def read_person(person: PublishedSection, role: str) -> RoleEntry:
    person.ignore("email")
    entry = RoleEntry(
        role=role,
        name=person.words("name", longest=160),
        handle=person.words("github", longest=80),
        affiliation=person.words("company", longest=160),
        source=SOURCE,
        line=person.line,
    )
    person.leave_rest()
    return entry


def read_channels(group: PublishedSection) -> Iterator[ChannelEntry]:
    contact = group.section("contact")
    if contact is None:
        return
    contact.ignore("liaison", "private_mailing_list")
    if room := contact.words("slack", longest=100).lstrip("#"):
        yield ChannelEntry(kind="slack", name=f"#{room}", line=contact.line)
    if address := contact.link("mailing_list"):
        name = address.rstrip("/").rpartition("/")[2][:120]
        yield ChannelEntry(kind="mailing-list", name=name, url=address, line=contact.line)
    for team in contact.sections("teams"):
        team.ignore("description")
        name = team.words("name", longest=120, required=True)
        yield ChannelEntry(kind="github", name=name, line=team.line)
        team.leave_rest()
    contact.leave_rest()
    for meeting in group.sections("meetings"):
        if address := meeting.link("calendar_url"):
            yield ChannelEntry(kind="calendar", url=address, line=meeting.line)


def read_meetings(
    group: PublishedSection, slug: str, spoken: str, name: str
) -> tuple[MeetingEntry, ...] | None:
    if not group.has("meetings"):
        return None
    return told_apart(
        read_meeting(meeting, slug, spoken, name) for meeting in group.sections("meetings")
    )


def read_meeting(meeting: PublishedSection, group: str, spoken: str, name: str) -> MeetingEntry:
    meeting.ignore("calendar_url")
    title = meeting.words("description", longest=160, required=True)
    said = (meeting.words(key, longest=300) for key in ("day", "time", "tz", "frequency"))
    entry = MeetingEntry(
        slug=meeting_slug(group, title),
        title=meeting_title(spoken, title, name=name),
        join_url=meeting.secure_link("url"),
        notes_url=meeting.link("archive_url"),
        recordings_url=meeting.link("recordings_url"),
        source=SOURCE,
        published_text=" ".join(said).strip(),
        line=meeting.line,
    )
    meeting.leave_rest()
    return entry
