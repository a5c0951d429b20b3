"""Which format catalogue files have, and one catalogue out of several files."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from portal.core.skill_names import Vocabulary

from .catalog_cncf_tags import read_cncf_tags
from .catalog_document import Document
from .catalog_entry import Catalog, LeftOut
from .catalog_kubernetes import read_kubernetes
from .catalog_landscape2 import read_landscape2
from .catalog_openssf import read_openssf
from .catalog_opentelemetry import read_opentelemetry
from .catalog_ossf_community import read_ossf_community
from .catalog_portal import read_portal, refuse_contradictions
from .catalog_report import FileError, FileRefused
from .catalog_up_for_grabs import read_up_for_grabs
from .json_lines import read_json_lines
from .vocabulary import RESERVED_SLUGS
from .yaml_section import Errors, Section
from .yaml_tree import Mapping, Sequence, read_tree

READERS: dict[str, Callable[[Document], Catalog]] = {
    "portal": lambda document: read_portal(document.own()),
    "openssf": lambda document: read_openssf(document.own()),
    "kubernetes": read_kubernetes,
    "opentelemetry": read_opentelemetry,
    "cncf-tags": read_cncf_tags,
    "landscape2": read_landscape2,
}
# Their files say something together only.
FOLDERS = ("ossf-community", "up-for-grabs")
FORMATS = ("auto", *READERS, *FOLDERS)
NO_SKILLS: Vocabulary[str] = Vocabulary(())
KINDS_OF_ENTRIES = ("topics", "personas", "skills", "initiatives")


def read_catalog(
    files: Iterable[tuple[str, bytes]],
    *,
    file_format: str = "auto",
    skills: Vocabulary[str] = NO_SKILLS,
) -> Catalog:
    """One catalogue from named files, the same in whatever order they and their groups come.

    `skills` are the words a list of tags may mean. Raises FileRefused with every error found in
    the first bad file.
    """
    documents = sorted((read_document(*file) for file in files), key=lambda one: one.where)
    named = [(guess_format(one) if file_format == "auto" else file_format) for one in documents]
    if file_format == "auto" and "ossf-community" in named:
        # Its definitions are lists that could be anybody's.
        named = ["ossf-community"] * len(documents)
    told: list[tuple[Document, Catalog]] = []
    for document, name in zip(documents, named, strict=True):
        if reader := READERS.get(name):
            told.append((document, reader(document)))
            document.errors.raise_any()
    for name in FOLDERS:
        those = [one for one, its in zip(documents, named, strict=True) if its == name]
        if those and name == "ossf-community":
            told += read_ossf_community(those)
        elif those:
            told += read_up_for_grabs(those, skills)
    return one_catalog(told)


def read_document(where: str, raw: bytes) -> Document:
    read = read_json_lines if where.endswith(".jsonl") else read_tree
    return Document(where, read(raw, where=where), Errors(where))


def one_catalog(told: list[tuple[Document, Catalog]]) -> Catalog:
    known: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS_OF_ENTRIES}
    left_out: Counter[str] = Counter()
    for document, catalog in told:
        for kind, entries in known.items():
            for entry in getattr(catalog, kind):
                add_once(entries, entry, kind, document.errors)
        left_out.update(document.left_out)
    groups, meetings = set(known["initiatives"]), set[str]()
    for document, catalog in told:
        refuse_shared_slugs(catalog, groups, meetings, document.errors)
        for group in catalog.initiatives:
            nothing = Mapping({}, {}, group.line)
            refuse_contradictions(Section(nothing, document.errors), group)
        document.errors.raise_any()
    if not any(known.values()):
        where = told[0][0].where if told else "catalogue"
        message = "There is no group in it."
        raise FileRefused(FileError(where=where, line=0, field="initiatives", message=message))
    return Catalog(
        **{
            kind: tuple(entries[slug] for slug in sorted(entries))
            for kind, entries in known.items()
        },
        left_out=tuple(LeftOut(what=what, count=left_out[what]) for what in sorted(left_out)),
    )


def guess_format(document: Document) -> str:
    """By the keys that no other format has."""
    keys, node = document.keys(), document.node
    if isinstance(node, Sequence):
        signs = {"upforgrabs": "up-for-grabs", "people": "opentelemetry"}
        return next((name for key, name in signs.items() if key in keys), "portal")
    if "format" in keys:
        return "portal"
    if "upforgrabs" in keys:
        return "up-for-grabs"
    if keys & {"sigs", "workinggroups", "usergroups"}:
        return "kubernetes"
    if keys & {"tags", "toc_subprojects"}:
        return "cncf-tags"
    if keys & {"landscape", "categories"}:
        return "landscape2"
    if keys & {"working_group", "projects"}:
        return "ossf-community"
    groups = node.items.get("initiatives") if isinstance(node, Mapping) else None
    first = groups.items[0] if isinstance(groups, Sequence) and groups.items else None
    return (
        "openssf" if isinstance(first, Mapping) and "lifecycle_stage" in first.items else "portal"
    )


def add_once(known: dict[str, Any], entry: Any, field: str, errors: Errors) -> None:
    if entry.slug in known:
        errors.add(line=entry.line, field=field, message=f"{entry.slug!r} is already in the file.")
    known[entry.slug] = entry


def refuse_shared_slugs(
    catalog: Catalog, groups: set[str], meetings: set[str], errors: Errors
) -> None:
    """An address leads to one group, and one meeting; `groups` and `meetings` are those so far."""
    for group in catalog.initiatives:
        if group.slug in RESERVED_SLUGS:
            message = f"{group.slug!r} is an address of the portal itself."
            errors.add(line=group.line, field="slug", message=message)
        for alias in group.aliases or ():
            if alias.slug in groups:
                message = f"{alias.slug!r} is the address of a group."
                errors.add(line=alias.line, field="aliases", message=message)
            elif alias.slug:
                groups.add(alias.slug)
        for meeting in group.meetings or ():
            if meeting.slug in meetings:
                message = f"{meeting.slug!r} is already a meeting in the file."
                errors.add(line=meeting.line, field="meetings", message=message)
            meetings.add(meeting.slug)
