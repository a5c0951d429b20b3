"""Reads one mapping field by field; a key nobody asked for is an error with its name and line."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from typing import Self
from urllib.parse import urlsplit

from .catalog_report import FileError, FileRefused
from .yaml_tree import Mapping, Node, Scalar, Sequence

MAX_ERRORS = 50
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
WALL_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", re.ASCII)
WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)


class Errors:
    """Collects what is wrong in a file, so that a person can mend it in one go."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.found: list[FileError] = []

    def add(self, *, line: int, field: str, message: str) -> None:
        self.found.append(FileError(where=self.where, line=line, field=field, message=message))
        if len(self.found) >= MAX_ERRORS:
            self.raise_any()

    def raise_any(self) -> None:
        if self.found:
            once = dict.fromkeys(self.found)
            raise FileRefused(*sorted(once, key=lambda error: error.line))


class Section:
    """One mapping of the file. Ask for every key it may have, then call `finish`."""

    def __init__(self, node: Node, errors: Errors, *, field: str = "") -> None:
        self.errors = errors
        self.line = node.line
        self.path = field
        self.asked: set[str] = set()
        if isinstance(node, Mapping):
            self.items, self.lines = node.items, node.lines
        else:
            self.items, self.lines = {}, {}
            self.wrong(field, "Expected a mapping of keys and values.", node.line)

    def wrong(self, key: str, message: str, line: int = 0) -> None:
        self.errors.add(line=line or self.lines.get(key, self.line), field=key, message=message)

    def has(self, key: str) -> bool:
        return key in self.items

    def ignore(self, *keys: str) -> None:
        self.asked.update(keys)

    def finish(self) -> None:
        for key, line in self.lines.items():
            if key not in self.asked:
                self.wrong(key, "This key is not known here.", line)

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """The field's scalar; None when it is absent, null or (an error) something else."""
        self.asked.add(key)
        node = self.items.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            if required:
                self.wrong(key, "This is needed.")
            return None
        if not isinstance(node, Scalar):
            kind = "a list" if isinstance(node, Sequence) else "a mapping"
            self.wrong(key, f"Expected one value, found {kind}.")
            return None
        return node

    def text(
        self, key: str, *, longest: int, required: bool = False, lines: bool = False
    ) -> str | None:
        """Text as written, composed (NFC) and without space at its ends."""
        node = self.scalar(key, required=required)
        if node is None:
            return None
        return self.checked_text(key, node.text, longest=longest, required=required, lines=lines)

    def checked_text(
        self, key: str, raw: str, *, longest: int, required: bool = False, lines: bool = False
    ) -> str:
        text = unicodedata.normalize("NFC", raw).strip()
        breaks = {"\n"} if lines else set()
        if any(
            unicodedata.category(char) in ("Cc", "Zl", "Zp") and char not in breaks for char in text
        ):
            self.wrong(key, "Expected one line of text without control characters.")
        elif len(text) > longest:
            self.wrong(key, f"Too long: {len(text)} characters, at most {longest}.")
        elif required and not text:
            self.wrong(key, "This is needed.")
        return text

    def slug(self, key: str, *, longest: int = 80, required: bool = False) -> str | None:
        text = self.text(key, longest=longest, required=required)
        if text and not SLUG.fullmatch(text):
            self.wrong(key, f"{text!r} is not a slug: small letters, digits and single hyphens.")
        return text or None

    def url(self, key: str) -> str | None:
        node = self.scalar(key)
        return None if node is None else self.checked_url(key, node.text)

    def checked_url(self, key: str, raw: str) -> str:
        text = self.checked_text(key, raw, longest=500)
        if text and not is_web_address(text):
            self.wrong(key, "Expected a web address that starts with https:// or http://.")
        return text

    def choice(
        self, key: str, choices: frozenset[str], *, default: str = "", required: bool = False
    ) -> str:
        text = self.text(key, longest=200, required=required)
        if text and text not in choices:
            known = ", ".join(sorted(choices))
            self.wrong(key, f"{text!r} is not one of: {known}.")
        return text or default

    def day(self, key: str, *, required: bool = False) -> date | None:
        node = self.scalar(key, required=required)
        if node is None:
            return None
        day = real_day(node.text)
        if day is None:
            self.wrong(key, f"{node.text!r} is not a date; write it like 2026-03-05.")
        return day

    def wall_time(self, key: str, *, required: bool = False) -> datetime | None:
        node = self.scalar(key, required=required)
        if node is None:
            return None
        try:
            if WALL_TIME.fullmatch(node.text):
                return datetime.fromisoformat(node.text)
        except ValueError:
            pass
        self.wrong(key, f"{node.text!r} is not a day and time; write it like 2026-03-05 16:00.")
        return None

    def flag(self, key: str, *, default: bool) -> bool:
        node = self.scalar(key)
        if node is None:
            return default
        if not node.is_plain or node.text not in ("true", "false"):
            self.wrong(key, "Expected true or false.")
        return node.text == "true"

    def number(self, key: str, *, least: int, most: int) -> int | None:
        node = self.scalar(key)
        if node is None:
            return None
        if WHOLE.fullmatch(node.text) and least <= int(node.text) <= most:
            return int(node.text)
        self.wrong(key, f"Expected a whole number from {least} to {most}.")
        return None

    def nodes(self, key: str) -> tuple[Node, ...] | None:
        self.asked.add(key)
        node = self.items.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        if not isinstance(node, Sequence):
            self.wrong(key, "Expected a list.")
            return None
        return node.items

    def texts(self, key: str, *, longest: int) -> tuple[str, ...] | None:
        nodes = self.nodes(key)
        if nodes is None:
            return None
        found = []
        for node in nodes:
            if isinstance(node, Scalar) and not node.is_null:
                found.append(self.checked_text(key, node.text, longest=longest, required=True))
            else:
                self.wrong(key, "Expected a list of words.", node.line)
        return tuple(found)

    def section(self, key: str) -> Self | None:
        self.asked.add(key)
        node = self.items.get(key)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            return None
        return self.within(node, key)

    def sections(self, key: str) -> Iterator[Self]:
        for node in self.nodes(key) or ():
            yield self.within(node, key)

    def within(self, node: Node, key: str) -> Self:
        """A mapping inside this one."""
        return type(self)(node, self.errors, field=key)


def real_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None


def is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and has_host
        and parts.username is None
        and not any(char.isspace() or char in '<>"' for char in text)
    )
