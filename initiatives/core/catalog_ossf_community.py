"""Reads the data folder of ossf/community: groups, whom their work is for, and what waits.

A project belongs to the working group whose file it stands in; in a file without one its place
is unknown. What a curator marked `needs-review` is asked of the group; what is confirmed about
threats and places in the supply chain has no place in the portal yet and is counted.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .catalog_document import Document
from .catalog_entry import (
    Catalog,
    CatalogEntry,
    ChannelEntry,
    DeliverableEntry,
    ParentEntry,
    PersonaEntry,
    QuestionEntry,
    SourceEntry,
)
from .catalog_up_for_grabs import repository_of
from .published_section import LONGEST_SUMMARY, PublishedSection, first_sentences
from .yaml_tree import Mapping, Scalar

REPOSITORY = "https://github.com/ossf/community"
KINDS = {"working_group": "working-group", "projects": "project"}
STATUSES = frozenset({"confirmed", "needs-review"})
BODIES = {"tac": "council", "governing-board": "board"}
# What a category says a project makes. Governance is no such thing.
TYPES = {
    "tooling": "software",
    "specification": "specification",
    "best-practices": "guide",
    "education": "course",
    "service": "service",
    "data-source": "dataset",
    "framework": "other",
}
DEFINITIONS = frozenset(
    {
        "artifacts.yml",
        "categories.yml",
        "personas.yml",
        "problems.yml",
        "sdlc_stages.yml",
        "slsa_threats.yml",
        "supply_chain_actors.yml",
    }
)
ASK_CLAIM = "A list of the foundation says this and waits for a review. Is it right?"
ASK_PARENT = "No list says which group this project reports to. Which one is it?"
LONGEST_PROBLEM = 160


@dataclass(frozen=True, kw_only=True)
class Words:
    """The names behind the ids, by file, and the addresses that several records share."""

    names: dict[str, dict[str, str]] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def name(self, file: str, key: str) -> str:
        return self.names.get(file, {}).get(key, key)


def read_ossf_community(documents: list[Document]) -> list[tuple[Document, Catalog]]:
    names = {one.name: names_in(one) for one in documents if one.name in DEFINITIONS}
    words = Words(names=names, shared=shared_addresses(documents))
    told = []
    for document in documents:
        if document.name == "personas.yml":
            catalog = Catalog(personas=tuple(read_personas(document)))
        elif document.name in DEFINITIONS:
            catalog = Catalog()
        elif len(documents) == 1 or is_of_groups(document):
            catalog = Catalog(initiatives=tuple(read_groups(document, words)))
        else:
            document.left_out["files without groups"] += 1
            catalog = Catalog()
        document.errors.raise_any()
        told.append((document, catalog))
    return told


def is_of_groups(document: Document) -> bool:
    known = document.keys() & {"working_group", "projects", "bodies"}
    return bool(known) or document.folder == "working-groups"


def names_in(document: Document) -> dict[str, str]:
    names = {}
    for section in document.each_published():
        key = section.slug("id", required=True) or ""
        names[key] = section.words("name", longest=160) or section.words("label", longest=160)
    return names


def read_personas(document: Document) -> Iterator[PersonaEntry]:
    for section in document.each_published():
        section.ignore("icon", "short")
        yield PersonaEntry(
            slug=section.slug("id", longest=60, required=True) or "",
            name=section.words("name", longest=80, required=True),
            description=section.summary("summary") or "",
            line=section.line,
        )
        section.leave_rest()


def shared_addresses(documents: list[Document]) -> frozenset[str]:
    """A page that stands for several records is nobody's own."""
    count: Counter[str] = Counter()
    for document in documents:
        if isinstance(document.node, Mapping):
            for _place, record in records(document.published()):
                url = record.items.get("url")
                count[url.text if isinstance(url, Scalar) else ""] += 1
    return frozenset(address for address, times in count.items() if times > 1)


def records(top: PublishedSection) -> Iterator[tuple[str, PublishedSection]]:
    group = top.section("working_group")
    if group is not None:
        yield "working_group", group
    for key in ("bodies", "projects"):
        for section in top.sections(key):
            yield key, section


def read_groups(document: Document, words: Words) -> Iterator[CatalogEntry]:
    top = document.published()
    path = f"{document.folder}/{document.name}".removeprefix("/")
    source = SourceEntry(title=f"ossf/community {path}"[:300], url=REPOSITORY)
    parent = ""
    for place, record in records(top):
        slug = record.slug("id", required=True) or ""
        kind = KINDS.get(place) or BODIES.get(slug, "committee")
        if place == "working_group":
            parent = slug
        entry = read_record(record, slug, kind, source, words)
        yield in_its_place(entry, parent, source) if place == "projects" else entry
        record.leave_rest()
    top.finish()


def in_its_place(entry: CatalogEntry, parent: str, source: SourceEntry) -> CatalogEntry:
    if parent:
        fact = ParentEntry(
            parent=parent, source=source.title, source_url=source.url, line=entry.line
        )
        return replace(entry, parents=(fact,))
    question = QuestionEntry(about="parent", text=source.title, ask=ASK_PARENT, line=entry.line)
    return replace(entry, questions=(question, *(entry.questions or ())))


def read_record(
    record: PublishedSection, slug: str, kind: str, source: SourceEntry, words: Words
) -> CatalogEntry:
    record.ignore("kind", "sdlc_stages", "supply_chain_actors", "lfx_id")
    for key in ("compatible_with", "similar_to"):
        record.left_out["projects that fit or resemble another"] += len(record.nodes(key) or ())
    name = record.words("name", longest=160, required=True)
    website = record.link("url")
    if website in words.shared:
        record.left_out["addresses that several groups share"] += 1
        website = ""
    is_code = bool(repository_of(website))
    made = tuple(read_made(record, name, website, source, words)) if kind == "project" else ()
    record.ignore("categories", "problems")
    personas = tuple(dict.fromkeys(read_persona_ids(record, words)))
    return CatalogEntry(
        slug=slug,
        name=name,
        kind=kind,
        summary=record.summary("description"),
        website_url=None if is_code else website or None,
        repo_url=website if is_code else None,
        personas=personas if record.has("personas") else None,
        channels=tuple(read_channels(record, website)) or None,
        sources=(source,),
        deliverables=made or None,
        questions=tuple(read_questions(record, words)),
        line=record.line,
    )


def read_persona_ids(record: PublishedSection, words: Words) -> Iterator[str]:
    for persona in record.sections("personas"):
        persona.ignore("note")
        key = persona.slug("id", longest=60, required=True) or ""
        if "personas.yml" in words.names and key not in words.names["personas.yml"]:
            persona.wrong("id", f"There is no persona {key!r} in personas.yml.")
        yield key
        persona.leave_rest()


def read_channels(record: PublishedSection, website: str) -> Iterator[ChannelEntry]:
    page = record.link("openssf_url")
    if page and page != website:
        yield ChannelEntry(kind="website", url=page, line=record.lines["openssf_url"])
    if insights := record.link("insights"):
        line = record.lines["insights"]
        yield ChannelEntry(kind="other", name="Security Insights", url=insights, line=line)


def read_made(
    record: PublishedSection, name: str, website: str, source: SourceEntry, words: Words
) -> Iterator[DeliverableEntry]:
    """What the project makes: one thing for each category that is one."""
    personas = tuple(dict.fromkeys(read_persona_ids(record, words)))
    problems = list(record.sections("problems"))
    solved = [words.name("problems.yml", p.slug("id", required=True) or "") for p in problems]
    notes = [problem.words("note", longest=2000) for problem in problems]
    categories = [one for one in record.texts("categories", longest=60) or () if one in TYPES]
    for category in dict.fromkeys(categories):
        title = words.name("categories.yml", category)
        yield DeliverableEntry(
            name=name if len(categories) == 1 else f"{name}: {title}"[:160],
            type=TYPES[category],
            summary=first_sentences(notes[0], LONGEST_SUMMARY) if notes else "",
            problem=joined(solved),
            url=website,
            personas=personas,
            source=source.title,
            source_url=source.url,
            line=record.line,
        )


def joined(names: list[str]) -> str:
    """As many whole names as there is room for."""
    text = ""
    for name in names:
        longer = f"{text}, {name}" if text else name
        if len(longer) > LONGEST_PROBLEM:
            break
        text = longer
    return text


def read_questions(record: PublishedSection, words: Words) -> Iterator[QuestionEntry]:
    """One for each claim that a curator left for review."""
    for key, told in (
        ("cell_synopses", tell_cell),
        ("threats", tell_threat),
        ("relationships", tell_relationship),
    ):
        for claim in record.sections(key):
            about, text = told(claim, words)
            note = claim.words("note", longest=2000)
            if claim.choice("status", STATUSES, required=True) == "confirmed":
                claim.left_out[f"confirmed {key}, which have no place yet"] += 1
            else:
                said = " ".join(part for part in (text, note and f"({note})") if part)
                yield QuestionEntry(about=about, text=said, ask=ASK_CLAIM, line=claim.line)
            claim.leave_rest()


def tell_cell(claim: PublishedSection, words: Words) -> tuple[str, str]:
    stage = claim.slug("stage", required=True) or ""
    actor = claim.slug("actor", required=True) or ""
    where = words.name("sdlc_stages.yml", stage)
    who = words.name("supply_chain_actors.yml", actor)
    text = claim.words("text", longest=1500, required=True)
    return f"claim:{stage}:{actor}"[:120], f"{where}, {who}: {text}"


def tell_threat(claim: PublishedSection, words: Words) -> tuple[str, str]:
    threat = claim.slug("id", required=True) or ""
    return f"claim:{threat}"[:120], f"Threat: {words.name('slsa_threats.yml', threat)}"


def tell_relationship(claim: PublishedSection, words: Words) -> tuple[str, str]:
    kind = claim.words("kind", longest=60, required=True)
    target = claim.slug("target", required=True) or ""
    name = words.name("artifacts.yml", target)
    return f"claim:{kind}:{target}"[:120], f"{kind} {name}"
