"""Reads projects of up-for-grabs.net: a file each, or a list or JSON lines of them.

A tag becomes a hint for tasks where it is a skill we know; others are counted. Numbers of issues
and forks are not taken. A repository that two projects name as theirs is nobody's until one of
them says so.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.core.skill_names import Vocabulary

from .catalog_document import Document
from .catalog_entry import (
    Catalog,
    CatalogEntry,
    ChannelEntry,
    QuestionEntry,
    SourceEntry,
    TaskSourceEntry,
)
from .published_section import PublishedSection
from .slugs import slugify
from .yaml_tree import Sequence

GITHUB = re.compile(
    r"https?://(?:www\.)?github\.com/([\w-]{1,39})/([\w.-]{1,100}?)(?:\.git)?(/.*)?"
)
# Pages of GitHub itself, where an owner would stand.
NO_OWNERS = frozenset({"apps", "issues", "marketplace", "orgs", "search", "topics", "users"})
ASK_WHOSE = "Several projects name this repository as the place of their tasks. Is it yours?"
LONGEST_LABEL = 100


@dataclass(frozen=True, kw_only=True)
class Project:
    document: Document
    entry: CatalogEntry
    link: str

    @property
    def identity(self) -> tuple[str, str]:
        """What makes two entries one project, whatever their files are called."""
        return (self.entry.name.casefold(), self.link)

    @property
    def repository(self) -> str:
        sources = self.entry.task_sources
        return sources[0].repository.casefold() if sources else ""


def read_up_for_grabs(
    documents: list[Document], skills: Vocabulary[str]
) -> list[tuple[Document, Catalog]]:
    projects: dict[str, Project] = {}
    for document in documents:
        for section in each_project(document):
            project = read_project(section, document, skills)
            before = projects.setdefault(project.entry.slug, project)
            if before is not project and before.identity == project.identity:
                document.left_out["projects that stand there twice"] += 1
            elif before is not project:
                message = f"{project.entry.slug!r} is already in {before.document.where}."
                section.wrong("name", message)
        document.errors.raise_any()
    once = each_once(projects)
    claims = Counter(project.repository for project in once)
    told: dict[str, list[CatalogEntry]] = {document.where: [] for document in documents}
    for project in once:
        is_shared = project.repository != "" and claims[project.repository] > 1
        entry = without_tasks(project.entry) if is_shared else project.entry
        told[project.document.where].append(entry)
    return [(one, Catalog(initiatives=tuple(told[one.where]))) for one in documents]


def each_project(document: Document) -> Iterator[PublishedSection]:
    if isinstance(document.node, Sequence):
        yield from document.each_published()
    else:
        yield document.published()


def each_once(projects: dict[str, Project]) -> list[Project]:
    """Of two files about one project, the first by name."""
    once: dict[tuple[str, str], Project] = {}
    for slug in sorted(projects):
        project = projects[slug]
        if once.setdefault(project.identity, project) is not project:
            project.document.left_out["projects that stand there twice"] += 1
    return list(once.values())


def without_tasks(entry: CatalogEntry) -> CatalogEntry:
    source = (entry.task_sources or ())[0]
    question = QuestionEntry(
        about="task-source", text=source.repository, ask=ASK_WHOSE, line=source.line
    )
    return replace(entry, task_sources=None, questions=(question,))


def read_project(project: PublishedSection, document: Document, skills: Vocabulary[str]) -> Project:
    project.ignore("stats")
    name = project.words("name", longest=160, required=True)
    file = project.words("_file", longest=160)
    if not file and not isinstance(document.node, Sequence):
        file = document.name
    site = project.link("site")
    place = project.section("upforgrabs")
    if place is None:
        project.wrong("upforgrabs", "This is needed.")
    label = place.words("name", longest=LONGEST_LABEL, required=True) if place else ""
    link = place.link("link") if place else ""
    repository = repository_of(link)
    tasks = TaskSourceEntry(
        repository=repository,
        labels=labels_of(project, label, skills),
        line=place.line if place else 0,
    )
    channels = []
    if link and not repository:
        channels.append(ChannelEntry(kind="other", name=label, url=link))
    if guide := project.link("contribute"):
        channels.append(ChannelEntry(kind="other", name="How to contribute", url=guide))
    title = f"up-for-grabs.net {file}".strip()
    is_code = bool(repository_of(site))
    slug = slugify(re.sub(r"\.ya?ml$", "", file)) or slugify(name)
    if name and not slug:
        project.wrong("name", "There is no letter in it that an address could have.")
    entry = CatalogEntry(
        slug=slug,
        name=name,
        kind="project",
        summary=project.summary("desc"),
        website_url=None if is_code else site or None,
        repo_url=site if is_code else None,
        channels=tuple(channels) or None,
        sources=(SourceEntry(title=title, url="https://up-for-grabs.net/"),),
        task_sources=(tasks,) if repository else None,
        line=project.line,
    )
    for section in (place, project):
        if section is not None:
            section.leave_rest()
    return Project(document=document, entry=entry, link=link)


def repository_of(address: str) -> str:
    found = GITHUB.fullmatch(address.partition("?")[0])
    return f"{found[1]}/{found[2]}" if found and found[1].lower() not in NO_OWNERS else ""


def labels_of(
    project: PublishedSection, label: str, skills: Vocabulary[str]
) -> tuple[tuple[str, str], ...]:
    """What the labels of its tasks mean: the one for newcomers, and tags that are skills."""
    meanings = {}
    for tag in project.texts("tags", longest=LONGEST_LABEL) or ():
        if skill := skills.find(tag):
            meanings[tag.lower()] = f"skill:{skill}"
        else:
            project.left_out["tags that are no skill we know"] += 1
    if label:
        meanings[label.lower()] = "newcomer"
    return tuple(sorted(meanings.items()))
