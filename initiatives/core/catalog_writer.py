"""Writes a catalogue in our own format: fixed order, defaults left out, the same bytes always."""

import unicodedata
from collections.abc import Iterable
from dataclasses import MISSING, fields
from datetime import date, datetime
from typing import Any

import yaml

from .catalog_entry import Catalog, CatalogEntry, MeetingEntry
from .catalog_portal import FORMAT
from .hues import hue_of

HEADER = "# Public facts of the catalogue. Read it back with: manage.py import_catalog FILE\n"
WALL_TIME = "%Y-%m-%d %H:%M"
# Names in the file that lead, in this order; the rest of an entry follows as it is declared.
LEADING = {
    "parents": ("parent",),
    "serves": ("serves",),
    "stages": ("stage",),
    "roles": ("role", "name", "handle", "affiliation", "note", "interim", "withdrawn"),
}
NOT_IN_THE_FILE = {"line", "published_text", "anchor"}


def write_portal(catalog: Catalog) -> bytes:
    """Bytes that `read_catalog` turns into an equal catalogue."""
    top: dict[str, Any] = {"format": FORMAT}
    if catalog.topics:
        top["topics"] = [plain(topic) for topic in sorted(catalog.topics, key=by_slug)]
    top["initiatives"] = [group(entry) for entry in sorted(catalog.initiatives, key=by_slug)]
    text = yaml.dump(
        top,
        Dumper=Writer,
        sort_keys=False,
        allow_unicode=True,
        width=100_000,
        default_flow_style=False,
    )
    return (HEADER + text).encode()


class Writer(yaml.SafeDumper):
    """The pure emitter, never libyaml's: both must give the same bytes on every machine."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_text(dumper: Writer, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Writer.add_representer(str, write_text)


def group(entry: CatalogEntry) -> dict[str, Any]:
    return {
        **{
            name: value
            for name, value in plain(entry).items()
            if not (name == "hue" and value == hue_of(entry.slug))
        },
        **{
            name: [plain(item, LEADING.get(name, ())) for item in items]
            for name, items in (
                ("aliases", ordered(entry.aliases, lambda a: (a.kind, a.name))),
                ("parents", ordered(entry.parents, lambda f: (*span(f), f.parent or ""))),
                ("serves", ordered(entry.serves, lambda f: (f.serves, *span(f)))),
                ("stages", ordered(entry.stages, lambda f: (*span(f), f.stage))),
                ("roles", entry.roles or ()),
                ("channels", entry.channels or ()),
                ("sources", ordered(entry.sources, lambda s: s.title)),
            )
            if items
        },
        **(
            {"meetings": [meeting(item) for item in sorted(entry.meetings, key=by_slug)]}
            if entry.meetings
            else {}
        ),
        **(
            {"questions": [plain(q) for q in ordered(entry.questions, lambda q: q.about)]}
            if entry.questions
            else {}
        ),
    }


def meeting(entry: MeetingEntry) -> dict[str, Any]:
    written = plain(entry)
    for name in ("slots", "exceptions"):
        if items := getattr(entry, name):
            written[name] = [plain(item) for item in items]
    dated = {name: written.pop(name) for name in DATED if name in written}
    return {**written, **dated}


DATED = ("source", "source_url", "seen_on")


def plain(entry: Any, leading: Iterable[str] = ()) -> dict[str, Any]:
    """The entry's own values that differ from their defaults; lists of entries are left out."""
    defaults = {field.name: field.default for field in fields(entry)}
    names = [*leading, *(name for name in defaults if name not in leading)]
    return {
        name: written
        for name in names
        if name not in NOT_IN_THE_FILE
        and (written := value_of(getattr(entry, name))) is not None
        and (defaults[name] is MISSING or getattr(entry, name) != defaults[name])
        and written != ""
    }


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
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
    return "".join(
        " " if char != "\n" and unicodedata.category(char) in ("Cc", "Zl", "Zp") else char
        for char in lines
    ).strip()


def ordered(entries: tuple | None, key: Any) -> list:
    """Sorted, and each said once."""
    return sorted(dict.fromkeys(entries or ()), key=key)


def span(fact: Any) -> tuple[date, date]:
    return (fact.since or date.min, fact.until or date.max)


def by_slug(entry: Any) -> str:
    return entry.slug
