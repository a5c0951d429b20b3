"""YAML as a tree that remembers lines, with everything dangerous or surprising refused.

Anchors, aliases, tags, merge keys, repeated keys, a second document, deep or huge files are errors
with their line. Scalars stay text: what a field means is decided by who reads it, so `no` is a
slug and `1.10` a version, never False and 1.1.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from .catalog_report import FileError, FileRefused

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 2_000_000
# The parser of libyaml is ten times faster; the events are the same.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    text: str
    is_plain: bool
    line: int

    @property
    def is_null(self) -> bool:
        return self.is_plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Sequence:
    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    items: dict[str, "Node"]
    lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


def read_tree(raw: bytes, *, where: str) -> Node:
    """The tree of one file; raises FileRefused."""

    def refuse(message: str, line: int = 0, field: str = "") -> FileRefused:
        return FileRefused(FileError(where=where, line=line, field=field, message=message))

    if len(raw) > MAX_BYTES:
        raise refuse(f"The file is larger than {MAX_BYTES // 1024 // 1024} MiB.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refuse(f"This is not UTF-8 (byte {error.start}).", line) from None
    if not text.strip():
        raise refuse("The file is empty.")

    loader = composer = None
    try:
        loader = _Loader(text)
        composer = _Composer(loader, refuse)
        return composer.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(filter(None, (error.context, error.problem)))
        line = mark.line + 1 if mark else 0
        field = composer.field if composer else ""
        raise refuse(f"This is not YAML: {problem}.", line, field) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1 if error.position >= 0 else 0
        raise refuse("There is a control character that no text may contain.", line) from None
    finally:
        if loader is not None:
            loader.dispose()


class _Composer:
    """Builds the tree from parser events with a stack of its own: depth can't exhaust Python's.

    `field` is the key whose value is being read, so that whatever is wrong there names it.
    """

    def __init__(self, loader: Any, refuse: Callable[..., FileRefused]) -> None:
        self.loader = loader
        self.refuse = refuse
        self.nodes = 0
        self.field = ""

    def document(self) -> Node:
        self.loader.get_event()  # stream start
        self.loader.get_event()  # document start
        node = self.node(self.loader.get_event(), depth=1)
        self.loader.get_event()  # document end
        event = self.loader.get_event()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self.refuse("A second document begins here; one is allowed.", line_of(event))
        return node

    def node(self, event: Any, *, depth: int) -> Node:
        line = line_of(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self.refuse(f"The file has more than {MAX_NODES} values.", line, self.field)
        if depth > MAX_DEPTH:
            message = f"Values are nested deeper than {MAX_DEPTH} levels."
            raise self.refuse(message, line, self.field)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            message = "Anchors and aliases (& and *) are not allowed."
            raise self.refuse(message, line, self.field)
        if event.tag is not None:
            raise self.refuse("Tags (!) are not allowed.", line, self.field)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, event.implicit[0], line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(line, depth)
        return self.mapping(line, depth)

    def sequence(self, line: int, depth: int) -> Sequence:
        items = []
        while not isinstance(event := self.loader.get_event(), yaml.SequenceEndEvent):
            items.append(self.node(event, depth=depth + 1))
        return Sequence(tuple(items), line)

    def mapping(self, line: int, depth: int) -> Mapping:
        items: dict[str, Node] = {}
        lines: dict[str, int] = {}
        outer = self.field
        while not isinstance(event := self.loader.get_event(), yaml.MappingEndEvent):
            key = self.node(event, depth=depth + 1)
            if not isinstance(key, Scalar):
                message = "A key must be a word, not a list or a mapping."
                raise self.refuse(message, key.line, self.field)
            if key.text in items:
                raise self.refuse(
                    f"The key was already given in line {lines[key.text]}.", key.line, key.text
                )
            lines[key.text] = key.line
            self.field = key.text
            items[key.text] = self.node(self.loader.get_event(), depth=depth + 1)
            self.field = outer
        return Mapping(items, lines, line)


def line_of(event: Any) -> int:
    return event.start_mark.line + 1
