"""Writes a catalogue in our own format: fixed order, defaults left out, the same bytes always."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from typing import Any

from .catalog_entry import Catalog, CatalogEntry, Dated, MeetingEntry, OpeningEntry, TaskSourceEntry
from .catalog_portal import FORMAT
from .hues import hue_of
from .yaml_writing import yaml_item, yaml_mapping

HEADER = "# Public facts of the catalogue. Read it back with: manage.py import_catalog FILE\n"
# What JSON allows as it is and YAML, which reads the file again, does not.
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufffe\uffff]")
WALL_TIME = "%Y-%m-%d %H:%M"
DATED = ("since", "until", "source", "source_url", "seen_on", "confirmed_on")
NOT_IN_THE_FILE = {"line", "published_text", "anchor"}
Words = dict[str, Any]


def write_portal(catalog: Catalog) -> bytes:
    """Bytes that `read_catalog` turns into an equal catalogue."""
    return b"".join(portal_pieces(catalog, [catalog.initiatives]))


def portal_pieces(shared: Catalog, chunks: Iterable[tuple[CatalogEntry, ...]]) -> Iterator[bytes]:
    """The same bytes, a chunk of groups at a time: chunks come in the order of slugs."""
    yield (HEADER + yaml_mapping(top(shared))).encode()
    is_empty = True
    for chunk in chunks:
        text = "".join(yaml_item(group(entry)) for entry in sorted(chunk, key=by_slug))
        if text:
            yield (("initiatives:\n" if is_empty else "") + text).encode()
            is_empty = False
    if is_empty:
        yield b"initiatives: []\n"


def json_pieces(shared: Catalog, chunks: Iterable[tuple[CatalogEntry, ...]]) -> Iterator[bytes]:
    yield (as_json(top(shared)).removesuffix("}") + ', "initiatives": [').encode()
    comma = "\n"
    for chunk in chunks:
        groups = [as_json(group(entry)) for entry in sorted(chunk, key=by_slug)]
        if groups:
            yield (comma + ",\n".join(groups)).encode()
            comma = ",\n"
    yield b"\n]}\n"


def as_json(words: Words) -> str:
    written = json.dumps(words, ensure_ascii=False, default=date.isoformat)
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def top(catalog: Catalog) -> Words:
    written: Words = {"format": FORMAT}
    for name in ("topics", "personas", "skills"):
        if entries := getattr(catalog, name):
            written[name] = [plain(entry) for entry in sorted(entries, key=by_slug)]
    return written


def group(entry: CatalogEntry) -> Words:
    written = plain(entry)
    if written.get("hue") == hue_of(entry.slug):
        del written["hue"]
    for name, write, in_order in LISTS:
        if entries := getattr(entry, name):
            written[name] = [write(item) for item in in_order(entries)]
    return written


def fact(entry: Dated) -> Words:
    """What it says first, then since when and who said so."""
    return last(plain(entry), DATED)


def meeting(entry: MeetingEntry) -> Words:
    written = plain(entry)
    for name in ("slots", "exceptions", "added"):
        if items := getattr(entry, name):
            written[name] = [plain(item) for item in items]
    return last(written, DATED)


def opening(entry: OpeningEntry) -> Words:
    written = plain(entry)
    if entry.skills:
        needs = sorted(entry.skills, key=lambda need: need.skill)
        written["skills"] = [plain(need) for need in needs]
    return written


def task_source(entry: TaskSourceEntry) -> Words:
    labels = {clean(label): clean(means) for label, means in sorted(entry.labels)}
    return {"repository": clean(entry.repository)} | ({"labels": labels} if labels else {})


def last(written: Words, names: Iterable[str]) -> Words:
    behind = {name: written.pop(name) for name in names if name in written}
    return written | behind


def plain(entry: object) -> Words:
    """The entry's own values that differ from their defaults; lists of entries are left out."""
    return {
        name: written
        for name, default in defaults(type(entry))  # type: ignore[arg-type]
        if (value := getattr(entry, name)) != default
        and (written := value_of(value)) is not None
        and written != ""
    }


@cache
def defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    """A field without a default has MISSING, which nothing equals."""
    return tuple(
        (field.name, field.default) for field in fields(kind) if field.name not in NOT_IN_THE_FILE
    )


def value_of(value: Any) -> Any:
    """The value as the file holds it; None for what does not stand on one line of it."""
    if isinstance(value, tuple):
        words = sorted(value) if all(isinstance(item, str) for item in value) else None
        return words or None
    if isinstance(value, datetime):
        return value.strftime(WALL_TIME)
    return clean(value) if isinstance(value, str) else value


def clean(text: str) -> str:
    """As the reader will take it: composed, without control characters or space at its ends."""
    if text.isascii() and text.isprintable():
        return text.strip()
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    return "".join(
        " " if char != "\n" and unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in lines
    ).strip()


def by(key: Callable[[Any], Any]) -> Callable[[Iterable], list]:
    """Sorted, and each said once."""
    return lambda entries: sorted(dict.fromkeys(entries), key=key)


def span(fact: Dated) -> tuple[date, date]:
    return (fact.since or date.min, fact.until or date.max)


def by_slug(entry: Any) -> str:
    return entry.slug


# The lists of a group in the order of the file: how one entry is written, and their order.
LISTS: tuple[tuple[str, Callable[[Any], Words], Callable[[Iterable], Iterable]], ...] = (
    ("aliases", fact, by(lambda a: (a.kind, a.name, *span(a)))),
    ("parents", fact, by(lambda f: (*span(f), f.parent or ""))),
    ("serves", fact, by(lambda f: (f.serves, *span(f)))),
    ("predecessors", fact, by(lambda f: f.predecessor)),
    ("stages", fact, by(lambda f: (*span(f), f.stage))),
    ("roles", fact, tuple),
    ("channels", plain, tuple),
    ("sources", plain, by(lambda s: s.title)),
    ("deliverables", fact, tuple),
    ("openings", opening, by(lambda o: (o.title, o.key))),
    ("task_sources", task_source, by(lambda s: s.repository)),
    ("reports", plain, by(lambda r: r.quarter)),
    ("confirmations", plain, by(lambda c: c.part)),
    ("meetings", meeting, by(by_slug)),
    ("questions", plain, by(lambda q: q.about)),
)
