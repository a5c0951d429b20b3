"""A catalogue without the names that were taken down, wherever its texts mention them."""

from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from .catalog_entry import (
    AddedEntry,
    AliasEntry,
    CatalogEntry,
    ChannelEntry,
    DeliverableEntry,
    ExceptionEntry,
    MeetingEntry,
    OpeningEntry,
    ParentEntry,
    PredecessorEntry,
    QuestionEntry,
    ReportEntry,
    RoleEntry,
    ServesEntry,
    SourceEntry,
    StageEntry,
)
from .signal_reading import Part, Reading
from .taken_down import redact

Entry = TypeVar("Entry")
# Every free text and how long its column is. The holder of a seat is not among them: that seat
# becomes a withdrawn one. Addresses are not either: a changed one leads nowhere.
TEXTS: dict[type, dict[str, int]] = {
    CatalogEntry: {"summary": 300, "why": 1000, "joining": 500, "decides": 500},
    AliasEntry: {"name": 160, "source": 300},
    PredecessorEntry: {"source": 300},
    DeliverableEntry: {"name": 160, "summary": 300, "problem": 160, "source": 300},
    OpeningEntry: {"title": 120, "summary": 500, "contact": 160},
    ReportEntry: {"title": 160},
    ParentEntry: {"source": 300},
    ServesEntry: {"source": 300},
    StageEntry: {"source": 300},
    RoleEntry: {"source": 300, "note": 120, "affiliation": 160},
    ChannelEntry: {"name": 120},
    SourceEntry: {"title": 300},
    QuestionEntry: {"ask": 2000, "text": 4000},
    MeetingEntry: {
        "title": 200,
        "region": 80,
        "place": 200,
        "access_note": 300,
        "source": 300,
        "published_text": 4000,
    },
    ExceptionEntry: {"title": 200},
    AddedEntry: {"title": 200},
    Reading: {"value": 60},
    Part: {"name": 160, "value": 60, "reason": 300},
}


def without_names(entry: Entry, fingerprints: AbstractSet[str]) -> Entry:
    """An entry or a whole catalogue."""
    if not fingerprints or not is_dataclass(entry) or isinstance(entry, type):
        return entry
    limits = TEXTS.get(type(entry), {})
    changes: dict[str, Any] = {}
    for field in fields(entry):
        value = getattr(entry, field.name)
        if isinstance(value, tuple):
            changes[field.name] = tuple(without_names(one, fingerprints) for one in value)
        elif value and field.name in limits:
            changes[field.name] = redact(value, fingerprints)[: limits[field.name]]
    return replace(entry, **changes)
