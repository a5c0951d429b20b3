"""One dated fact as words that can be kept beside a conflict, and read back like a file."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from .catalog_entry import Dated
from .catalog_portal import (
    read_alias,
    read_deliverable,
    read_parent,
    read_predecessor,
    read_role,
    read_serves,
    read_stage,
)
from .catalog_writer import fact
from .yaml_section import Errors, Section
from .yaml_tree import Mapping as MappingNode
from .yaml_tree import Node, Scalar, Sequence

READERS: Mapping[str, Callable[[Section], Dated]] = {
    "aliases": read_alias,
    "deliverables": read_deliverable,
    "parents": read_parent,
    "predecessors": read_predecessor,
    "roles": read_role,
    "serves": read_serves,
    "stages": read_stage,
}


def said(entry: Dated) -> dict[str, Any]:
    """JSON has no days."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in fact(entry).items()
    }


def read_said(key: str, words: Mapping[str, Any]) -> Dated:
    """Raises FileRefused for words that no file could hold."""
    errors = Errors(key)
    entry = READERS[key](Section(node(words), errors))
    errors.raise_any()
    return entry


def node(value: Any) -> Node:
    if isinstance(value, Mapping):
        return MappingNode({k: node(v) for k, v in value.items()}, dict.fromkeys(value, 1), 1)
    if isinstance(value, list):
        return Sequence(tuple(node(one) for one in value), 1)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", is_plain=True, line=1)
    return Scalar(str(value), is_plain=False, line=1)
