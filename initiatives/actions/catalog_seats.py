"""Role rows of an import: seats, names filled in, names that may not come back."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Any

from initiatives.core.catalog_entry import Dated, RoleEntry
from initiatives.core.reconcile import is_newer
from initiatives.core.seats import SeatKey, seat
from initiatives.core.taken_down import is_taken_down
from initiatives.models import Initiative, RoleHolding

from .catalog_facts import (
    Changes,
    Relation,
    add,
    end_unmentioned,
    find_already_over,
    meet,
    reconcile,
    refine,
)
from .role import free_seat


def without_withdrawn_name(entry: RoleEntry, fingerprints: AbstractSet[str]) -> RoleEntry:
    if not is_taken_down(fingerprints, name=entry.name, handle=entry.handle):
        return entry
    return replace(entry, name="", handle="", affiliation="", note="", withdrawn=True)


def reconcile_roles(
    *,
    initiative: Initiative,
    rows: list[RoleHolding],
    entries: tuple[RoleEntry, ...],
    spoken: dict[str, date | None],
    changes: Changes,
) -> None:
    relation = seats_of(initiative)
    past = [(i, entry) for i, entry in enumerate(entries) if entry.until is not None]
    present = [(i, entry) for i, entry in enumerate(entries) if entry.until is None]
    placed = reconcile(
        relation=relation, rows=rows, entries=[entry for _i, entry in past], changes=changes
    )
    by_entry = {past[n][0]: row for n, row in placed.items()}
    seating = seat(
        [row for row in rows if row.until is None and row not in by_entry.values()],
        [entry for _i, entry in present],
        row_key=row_key,
        entry_key=entry_key,
    )
    end_unmentioned(
        what=f"{initiative.slug}: role",
        rows=[row for row in seating.unmentioned if row.is_withdrawn is False],
        spoken=spoken,
        changes=changes,
    )
    for (index, _entry), (row, entry) in zip(present, seating.pairs, strict=True):
        by_entry[index] = sit(relation, row or left(relation, rows, entry), entry, changes)
    keep_order([by_entry[index] for index in range(len(entries))], changes)


def left(
    relation: Relation[RoleHolding], rows: list[RoleHolding], entry: RoleEntry
) -> RoleHolding | None:
    """The ended seat of somebody who an old list still names."""
    same = [row for row in rows if row_key(row) == entry_key(entry)]
    return find_already_over(same, entry, relation) if entry_key(entry).is_named else None


def sit(
    relation: Relation[RoleHolding], row: RoleHolding | None, entry: RoleEntry, changes: Changes
) -> RoleHolding:
    if row is None:
        return add(relation, entry, changes)
    if row.until is not None:
        return row
    ours, theirs = row_key(row), entry_key(entry)
    if ours == theirs:
        return meet(relation, row, entry, changes)
    if theirs.is_named and not is_newer(row.seen_on, entry.seen_on):
        row.seat = 1
        row.save(update_fields=["seat"])
        refine(relation, row, entry, changes)
    return row


def row_key(row: RoleHolding) -> SeatKey:
    return SeatKey(row.role, row.holder_name, row.holder_handle, row.is_withdrawn)


def entry_key(entry: RoleEntry) -> SeatKey:
    return SeatKey(entry.role, entry.name, entry.handle, entry.withdrawn)


def seats_of(initiative: Initiative) -> Relation[RoleHolding]:
    def identity(thing: RoleHolding | RoleEntry) -> SeatKey:
        return entry_key(thing) if isinstance(thing, Dated) else row_key(thing)

    def create(**columns: Any) -> RoleHolding:
        row = RoleHolding(initiative=initiative, **columns)
        row.position = NEW
        if row.until is None and not row_key(row).is_named:
            row.seat = free_seat(row)
        row.save()
        return row

    return Relation(
        what=f"{initiative.slug}: affiliation",
        identity=identity,
        value=lambda thing: thing.affiliation,
        is_unknown=lambda thing: not thing.affiliation,
        columns=lambda entry: {
            "role": entry.role,
            "holder_name": entry.name,
            "holder_handle": entry.handle,
            "affiliation": entry.affiliation,
            "note": entry.note,
            "is_interim": entry.interim,
            "is_withdrawn": entry.withdrawn,
        },
        create=create,
    )


# The position of a row that has none yet.
NEW = 32_767


def keep_order(rows: list[Any], changes: Changes) -> None:
    """Give rows the order of the file, touching only those that stand elsewhere."""
    last = -1
    for row in rows:
        if row.position == NEW or row.position <= last:
            changes.count += row.position != NEW
            row.position = last + 1
            row.save(update_fields=["position"])
        last = row.position
