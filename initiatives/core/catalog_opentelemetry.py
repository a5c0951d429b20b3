"""Reads `workstreams.yml` of OpenTelemetry: a list of SIGs, working groups and enhancements.

An enhancement is a planned change and no group. `tbd` is a seat nobody has yet; `parent: none`
says that a group reports to nobody. Where a name or number stands for an address, it is made as
the project's own pages make it.
"""

from collections.abc import Iterator
from typing import Any

from .catalog_document import Document
from .catalog_entry import (
    Catalog,
    CatalogEntry,
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    RoleEntry,
    SourceEntry,
)
from .published_meeting import meeting_slug, told_apart
from .published_section import PublishedSection

SOURCE = "open-telemetry/community workstreams.yml"
SOURCE_URL = "https://github.com/open-telemetry/community/blob/main/workstreams.yml"
TOLD: dict[str, Any] = {"source": SOURCE, "source_url": SOURCE_URL}
SLACK = "https://cloud-native.slack.com/archives"
LISTS = "https://groups.google.com/a/opentelemetry.io/g"
PROJECTS = "https://github.com/orgs/open-telemetry/projects"
DOCUMENTS = "https://docs.google.com/document/d"
KINDS = frozenset({"sig", "working-group", "enhancement"})
ROLES = {
    "gcLiaison": "gc-liaison",
    "tcSponsor": "tc-sponsor",
    "specSponsor": "spec-sponsor",
    "lead": "lead",
}
NOBODY_YET = "tbd"


def read_opentelemetry(document: Document) -> Catalog:
    sections = list(document.each_published())
    slugs = {section.slug("id") for section in sections}
    groups = []
    for section in sections:
        if section.choice("kind", KINDS, required=True) == "enhancement":
            document.left_out["enhancements, which are no groups"] += 1
        else:
            groups.append(read_workstream(section, slugs))
    return Catalog(initiatives=tuple(groups))


def read_workstream(stream: PublishedSection, slugs: set[str | None]) -> CatalogEntry:
    stream.ignore("sigCategory")
    slug = stream.slug("id", required=True) or ""
    name = stream.words("name", longest=160, required=True)
    resources = list(stream.sections("resources"))
    people = list(stream.sections("people"))
    code = list(read_repositories(resources))
    channels = [*code, *read_teams(people), *read_channels(resources)]
    entry = CatalogEntry(
        slug=slug,
        name=name,
        kind=stream.choice("kind", KINDS),
        repo_url=code[0].url if len(code) == 1 else None,
        parents=read_parent(stream, slugs),
        roles=tuple(dict.fromkeys(read_roles(people))),
        channels=tuple(dict.fromkeys(channels)) or None,
        sources=(SourceEntry(title=SOURCE, url=SOURCE_URL),),
        meetings=told_apart(read_meetings(resources, slug, name)),
        line=stream.line,
    )
    for section in (*people, *resources, stream):
        section.leave_rest()
    return entry


def read_parent(stream: PublishedSection, slugs: set[str | None]) -> tuple[ParentEntry, ...] | None:
    parent = stream.slug("parent")
    if parent is None:
        return None
    if parent not in slugs and parent != "none":
        stream.wrong("parent", f"There is no workstream {parent!r} in the file.")
    line = stream.lines["parent"]
    return (ParentEntry(parent=None if parent == "none" else parent, **TOLD, line=line),)


def read_roles(people: list[PublishedSection]) -> Iterator[RoleEntry]:
    for section in people:
        for key, role in ROLES.items():
            if not section.has(key):
                continue
            sponsor = section.section(key) if key == "tcSponsor" else None
            handle = (sponsor or section).words("username" if sponsor else key, longest=80)
            level = sponsor.words("level", longest=60) if sponsor else ""
            yield RoleEntry(
                role=role,
                handle="" if handle == NOBODY_YET else handle,
                note="" if level == NOBODY_YET else level,
                **TOLD,
                line=section.line,
            )


def read_teams(people: list[PublishedSection]) -> Iterator[ChannelEntry]:
    for section in people:
        owner, _slash, team = section.words("maintainers", longest=110).partition("/")
        if team:
            address = f"https://github.com/orgs/{owner}/teams/{team}"
            name = f"{owner}/{team}"
            yield ChannelEntry(kind="github", name=name, url=address, line=section.line)


def read_repositories(resources: list[PublishedSection]) -> Iterator[ChannelEntry]:
    for section in resources:
        name = section.words("repository", longest=120)
        if address := section.link_under("https://github.com", "repository"):
            yield ChannelEntry(kind="github", name=name, url=address, line=section.line)


def read_channels(resources: list[PublishedSection]) -> Iterator[ChannelEntry]:
    for section in resources:
        line = section.line
        slack = section.section("slack")
        if slack is not None:
            name, address = slack.words("name", longest=120), slack.link_under(SLACK, "id")
            if name or address:
                yield ChannelEntry(kind="slack", name=name, url=address, line=line)
            slack.leave_rest()
        meeting = section.section("meeting")
        if meeting and (address := meeting.link_under(LISTS, "calendarInviteGroup")):
            name = meeting.words("calendarInviteGroup", longest=120)
            yield ChannelEntry(kind="calendar", name=name, url=address, line=line)
        if address := section.link("githubDiscussion"):
            yield ChannelEntry(kind="github", name="Discussions", url=address, line=line)
        if section.number("roadmapProject", least=1, most=99_999):
            address = section.link_under(PROJECTS, "roadmapProject")
            yield ChannelEntry(kind="github", name="Roadmap", url=address, line=line)


def read_meetings(
    resources: list[PublishedSection], group: str, name: str
) -> Iterator[MeetingEntry]:
    for section in resources:
        meeting = section.section("meeting")
        if meeting is None:
            continue
        meeting.ignore("calendarInviteGroup")
        yield MeetingEntry(
            slug=meeting_slug(group, "meeting"),
            title=f"{name} meeting"[:160],
            notes_url=meeting.link_under(DOCUMENTS, "gDocNotes"),
            **TOLD,
            published_text=meeting.words("schedule", longest=4000, required=True),
            line=meeting.line,
        )
        meeting.leave_rest()
