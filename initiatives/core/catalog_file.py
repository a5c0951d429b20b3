"""Which format a catalogue file has, and one catalogue out of several files."""

from .catalog_entry import Catalog, CatalogEntry, TopicEntry
from .catalog_openssf import read_openssf
from .catalog_portal import read_portal
from .catalog_report import FileError, FileRefused
from .yaml_section import Errors, Section
from .yaml_tree import Mapping, Sequence, read_tree

READERS = {"portal": read_portal, "openssf": read_openssf}
FORMATS = ("auto", *READERS)


def read_catalog(files: tuple[tuple[str, bytes], ...], *, file_format: str = "auto") -> Catalog:
    """One catalogue from named files; raises FileRefused with every error of the first bad file."""
    topics: dict[str, TopicEntry] = {}
    groups: dict[str, CatalogEntry] = {}
    for where, raw in files:
        errors = Errors(where)
        top = Section(read_tree(raw, where=where), errors)
        errors.raise_any()
        reader = READERS[guess_format(top) if file_format == "auto" else file_format]
        catalog = reader(top)
        for topic in catalog.topics:
            add_once(topics, topic, "topics", errors)
        for group in catalog.initiatives:
            add_once(groups, group, "initiatives", errors)
        refuse_shared_slugs(catalog, errors)
        errors.raise_any()
    if not groups and not topics:
        where = files[0][0] if files else "catalogue"
        message = "There is no group in it."
        raise FileRefused(FileError(where=where, line=0, field="initiatives", message=message))
    return Catalog(topics=tuple(topics.values()), initiatives=tuple(groups.values()))


def guess_format(top: Section) -> str:
    """Only the public list of OpenSSF keeps its stage in `lifecycle_stage`."""
    groups = top.items.get("initiatives")
    first = groups.items[0] if isinstance(groups, Sequence) and groups.items else None
    is_openssf = isinstance(first, Mapping) and "lifecycle_stage" in first.items
    return "openssf" if is_openssf and not top.has("format") else "portal"


def add_once(known: dict, entry: TopicEntry | CatalogEntry, field: str, errors: Errors) -> None:
    if entry.slug in known:
        errors.add(line=entry.line, field=field, message=f"{entry.slug!r} is already in the file.")
    known[entry.slug] = entry


def refuse_shared_slugs(catalog: Catalog, errors: Errors) -> None:
    """An address leads to one group, and one meeting."""
    groups = {group.slug for group in catalog.initiatives}
    meetings: set[str] = set()
    for group in catalog.initiatives:
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
