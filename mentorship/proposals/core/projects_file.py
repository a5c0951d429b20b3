"""A term's list of projects, as LFX exports it: JSON or YAML, read whole or refused by the line."""

from dataclasses import dataclass, field

from initiatives.core.catalog_report import FileError, FileRefused
from initiatives.core.yaml_tree import Mapping, Node, Scalar, Sequence, read_tree

MOST_PROJECTS, MOST_WORDS, MOST_MENTORS, MOST_PLACES = 1000, 60, 4, 10
LONGEST = {"program": 80, "title": 160, "initiative": 160, "description": 6000, "upstream": 500}
LISTS = ("technologies", "skills", "mentors")
# What a list may say beside, and nobody needs here.
IGNORED = frozenset({"maturity"})


@dataclass(frozen=True, kw_only=True)
class ProjectEntry:
    """`key` is its name in the list, by which it is found again."""

    key: str
    title: str
    initiative: str
    line: int
    description: str = ""
    upstream: str = ""
    places: int = 1
    skills: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()


@dataclass
class Reader:
    where: str
    errors: list[FileError] = field(default_factory=list)

    def wrong(self, line: int, name: str, message: str) -> None:
        self.errors.append(FileError(where=self.where, line=line, field=name, message=message))


def read_projects(raw: bytes, *, where: str) -> tuple[ProjectEntry, ...]:
    """Raises FileRefused with everything that is wrong."""
    tree, reader = read_tree(raw, where=where), Reader(where)
    found = tree.items.get("programs") if isinstance(tree, Mapping) else None
    if not isinstance(found, Sequence) or not found.items:
        reader.wrong(tree.line, "programs", "A list of programs is expected here.")
        raise FileRefused(*reader.errors)
    if len(found.items) > MOST_PROJECTS:
        reader.wrong(found.line, "programs", f"There are more than {MOST_PROJECTS}.")
        raise FileRefused(*reader.errors)
    entries = [entry for node in found.items if (entry := read_entry(reader, node))]
    seen: set[str] = set()
    for entry in entries:
        if entry.key in seen:
            reader.wrong(entry.line, "program", f"“{entry.key}” stands twice.")
        seen.add(entry.key)
    if reader.errors:
        raise FileRefused(*reader.errors)
    return tuple(entries)


def read_entry(reader: Reader, node: Node) -> ProjectEntry | None:
    if not isinstance(node, Mapping):
        reader.wrong(node.line, "", "A project is a set of keys with values.")
        return None
    for name in node.items:
        if name not in {*LONGEST, *LISTS, "places", *IGNORED}:
            reader.wrong(node.lines[name], name, "There is no such key.")
    said = {name: text(reader, node, name, longest) for name, longest in LONGEST.items()}
    for name in ("program", "initiative"):
        if not said[name]:
            reader.wrong(node.line, name, "This is needed.")
    plain = said["program"].replace("-", "").replace("_", "")
    if not (plain.isascii() and plain.isalnum()):
        reader.wrong(node.line, "program", "Letters, digits and hyphens only.")
    if said["upstream"] and not said["upstream"].startswith(("https://", "http://")):
        reader.wrong(node.line, "upstream", "A web address is expected.")
    words = {name: lines(reader, node, name) for name in LISTS}
    if len(words["mentors"]) > MOST_MENTORS:
        reader.wrong(node.lines["mentors"], "mentors", f"At most {MOST_MENTORS} people.")
    return ProjectEntry(
        key=said["program"],
        title=said["title"] or said["program"],
        initiative=said["initiative"],
        line=node.line,
        description=said["description"],
        upstream=said["upstream"],
        places=places(reader, node),
        skills=tuple(dict.fromkeys(words["technologies"] + words["skills"])),
        mentors=tuple(dict.fromkeys(words["mentors"])),
    )


def text(reader: Reader, node: Mapping, name: str, longest: int) -> str:
    found = node.items.get(name)
    if found is None or (isinstance(found, Scalar) and found.is_null):
        return ""
    if not isinstance(found, Scalar):
        reader.wrong(found.line, name, "A text is expected here.")
        return ""
    if len(found.text) > longest:
        reader.wrong(found.line, name, f"At most {longest} characters.")
        return ""
    return found.text.strip()


def lines(reader: Reader, node: Mapping, name: str) -> list[str]:
    found = node.items.get(name)
    if found is None or (isinstance(found, Scalar) and found.is_null):
        return []
    if not isinstance(found, Sequence) or any(not isinstance(one, Scalar) for one in found.items):
        reader.wrong(found.line, name, "A list of texts is expected here.")
        return []
    words = [one.text.strip() for one in found.items if isinstance(one, Scalar)]
    if len(words) > MOST_WORDS or any(not 0 < len(word) <= 160 for word in words):
        reader.wrong(found.line, name, f"At most {MOST_WORDS} texts of 1 to 160 characters.")
        return []
    return words


def places(reader: Reader, node: Mapping) -> int:
    said = text(reader, node, "places", 10)
    if not said:
        return 1
    if not (said.isascii() and said.isdigit() and 1 <= int(said) <= MOST_PLACES):
        reader.wrong(node.lines["places"], "places", f"A number from 1 to {MOST_PLACES}.")
        return 1
    return int(said)
