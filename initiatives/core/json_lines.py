"""JSON lines as the same tree that YAML becomes: a list with one mapping a line.

Scalars stay text, as in YAML. Doubled keys, NaN, half a surrogate pair and deep nesting are
refused with the line.
"""

import json
from typing import Any

from .catalog_report import FileError, FileRefused
from .yaml_tree import MAX_BYTES, MAX_DEPTH, MAX_NODES, Mapping, Node, Scalar, Sequence

DEEP = f"Values are nested deeper than {MAX_DEPTH} levels."


class NotTaken(ValueError):
    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def read_json_lines(raw: bytes, *, where: str) -> Node:
    """Raises FileRefused. Empty lines are skipped."""
    if len(raw) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES // 1024 // 1024} MiB."
        raise refused(where, 0, message)
    rows = []
    left = MAX_NODES
    for line, row in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not row.strip():
            continue
        try:
            value = read_row(row)
            left -= count_of(value, depth=1, field="")
            rows.append(as_node(value, line, field=""))
        except NotTaken as error:
            raise refused(where, line, str(error), error.field) from None
        if left < 0:
            raise refused(where, line, f"The file has more than {MAX_NODES} values.")
    if not rows:
        raise refused(where, 0, "The file is empty.")
    return Sequence(tuple(rows), 1)


def read_row(row: bytes) -> Any:
    try:
        return DECODER.decode(row.decode())
    except UnicodeDecodeError as error:
        raise NotTaken(f"This is not UTF-8 (byte {error.start}).") from None
    except json.JSONDecodeError as error:
        raise NotTaken(f"This is not JSON: {error.msg}.") from None
    except RecursionError:
        raise NotTaken(DEEP) from None


def refused(where: str, line: int, message: str, field: str = "") -> FileRefused:
    return FileRefused(FileError(where=where, line=line, field=field, message=message))


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise NotTaken("The key was already given in this line.", key)
        found[key] = value
    return found


class Plain(str):
    """A number, as it is written."""

    __slots__ = ()


class NoNumber(str):
    """NaN or an infinity, which JSON does not have."""

    __slots__ = ()


DECODER = json.JSONDecoder(
    object_pairs_hook=once, parse_int=Plain, parse_float=Plain, parse_constant=NoNumber
)


def count_of(value: Any, *, depth: int, field: str) -> int:
    if depth > MAX_DEPTH:
        raise NotTaken(DEEP, field)
    if isinstance(value, dict):
        return 1 + sum(1 + count_of(one, depth=depth + 1, field=key) for key, one in value.items())
    if isinstance(value, list):
        return 1 + sum(count_of(one, depth=depth + 1, field=field) for one in value)
    return 1


def as_node(value: Any, line: int, *, field: str) -> Node:
    if isinstance(value, dict):
        items = {text_of(key, field): as_node(one, line, field=key) for key, one in value.items()}
        return Mapping(items, dict.fromkeys(items, line), line)
    if isinstance(value, list):
        return Sequence(tuple(as_node(one, line, field=field) for one in value), line)
    if value is None:
        return Scalar("null", True, line)
    if isinstance(value, bool):
        return Scalar("true" if value else "false", True, line)
    if isinstance(value, NoNumber):
        raise NotTaken(f"{value} is not a number.", field)
    return Scalar(text_of(value, field), isinstance(value, Plain), line)


def text_of(text: str, field: str) -> str:
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise NotTaken("There is half a character that no text may contain.", field)
    return str(text)
