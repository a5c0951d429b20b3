"""Role rows of an import: seats, names filled in, names that may not come back."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from typing import Any

from initiatives.core.catalog_entry import Dated, RoleEntry
from initiatives.core.dispute import Side
from initiatives.core.seats import SeatKey, seat
from initiatives.core.taken_down import is_taken_down
from initiatives.models import ChangeKind, RoleHolding
from initiatives.queries.initiative_detail import role_words

from .catalog_changes import Changes
from .catalog_facts import (
    Relation,
    add,
    dated_columns,
    end_unmentioned,
    find_already_over,
    meet,
    reconcile,
    refine,
    save,
    seat_words,
)
from .catalog_relations import NEW


def without_withdrawn_name(entry: RoleEntry, fingerprints: AbstractSet[str]) -> RoleEntry:
    if not is_taken_down(fingerprints, name=entry.name, handle=entry.handle):
        return entry
    return replace(entry, name="", handle="", affiliation="", note="", withdrawn=True)


def reconcile_roles(
    *,
    rows: list[RoleHolding],
    entries: tuple[RoleEntry, ...],
    spoken: dict[str, date | None],
    changes: Changes,
) -> None:
    everything = list(rows)
    relation = seats_of(changes, everything)
    past = [(i, entry) for i, entry in enumerate(entries) if entry.until is not None]
    present = [(i, entry) for i, entry in enumerate(entries) if entry.until is None]
    placed = reconcile(
        relation=relation, rows=rows, entries=[entry for _i, entry in past], changes=changes
    )
    by_entry = {past[n][0]: row for n, row in placed.items()}
    met = {id(row) for row in placed.values()}
    seating = seat(
        [row for row in rows if row.until is None and id(row) not in met],
        [entry for _i, entry in present],
        row_key=row_key,
        entry_key=entry_key,
    )
    end_unmentioned(
        relation=relation,
        rows=[row for row in seating.unmentioned if row.is_withdrawn is False],
        spoken=spoken,
        changes=changes,
    )
    for (index, _entry), (row, entry) in zip(present, seating.pairs, strict=True):
        found = row or left(relation, rows, entry)
        by_entry[index] = sit(relation, found, entry, changes, everything)
    keep_order([by_entry[index] for index in range(len(entries))], changes)


def left(
    relation: Relation[RoleHolding], rows: list[RoleHolding], entry: RoleEntry
) -> RoleHolding | None:
    """The ended seat of somebody who an old list still names."""
    same = [row for row in rows if row_key(row) == entry_key(entry)]
    return find_already_over(same, entry, relation) if entry_key(entry).is_named else None


def sit(
    relation: Relation[RoleHolding],
    row: RoleHolding | None,
    entry: RoleEntry,
    changes: Changes,
    everything: list[RoleHolding],
) -> RoleHolding:
    """A name fills a seat whatever day its text is of: a list without names contradicts nobody."""
    if row is None:
        return add(relation, entry, changes, everything)
    if changes.conflicts:
        changes.hear(seat_words(row), Side(value="listed", source=entry.source))
    if row.until is not None:
        return row
    ours, theirs = row_key(row), entry_key(entry)
    if ours == theirs:
        return meet(relation, row, entry, changes, everything)
    if theirs.is_named:
        save(row, {"seat": 1})
        refine(relation, row, entry, changes, [one for one in everything if one is not row])
    return row


def row_key(row: RoleHolding) -> SeatKey:
    return SeatKey(row.role, row.holder_name, row.holder_handle, row.is_withdrawn)


def entry_key(entry: RoleEntry) -> SeatKey:
    return SeatKey(entry.role, entry.name, entry.handle, entry.withdrawn)


def seats_of(changes: Changes, everything: list[RoleHolding]) -> Relation[RoleHolding]:
    """`everything` is every seat of the group that we know: nameless ones are numbered by it."""

    def key(thing: RoleHolding | RoleEntry) -> SeatKey:
        return entry_key(thing) if isinstance(thing, Dated) else row_key(thing)

    def make(**columns: Any) -> RoleHolding:
        row = RoleHolding(initiative=changes.initiative, position=NEW, **columns)
        if row.until is None and not row_key(row).is_named:
            row.seat = free_number(row, everything)
        return changes.new.add(row)

    return Relation(
        fact="roles",
        change=ChangeKind.ROLE,
        what=lambda thing: (
            f"affiliation of {key(thing).name or key(thing).handle or key(thing).role}"
        ),
        identity=key,
        value=lambda thing: thing.affiliation,
        is_unknown=lambda thing: not thing.affiliation,
        label=lambda thing: role_words(thing.role),
        columns=lambda entry: {
            "role": entry.role,
            "holder_name": entry.name,
            "holder_handle": entry.handle,
            "affiliation": entry.affiliation,
            "note": entry.note,
            "is_interim": entry.interim,
            "is_withdrawn": entry.withdrawn,
        },
        make=make,
        write=lambda row: RoleEntry(
            role=row.role,
            name=row.holder_name,
            handle=row.holder_handle,
            affiliation=row.affiliation,
            note=row.note,
            interim=row.is_interim,
            withdrawn=row.is_withdrawn,
            **dated_columns(row),
        ),
        is_single=lambda thing: key(thing).is_named,
        ends_unmentioned=True,
    )


def free_number(seat: RoleHolding, everything: list[RoleHolding]) -> int:
    """The first number free among the group's open nameless seats of the same kind."""
    key = row_key(seat)
    numbers = {row.seat for row in everything if row.until is None and row_key(row) == key}
    return next(number for number in range(1, len(numbers) + 2) if number not in numbers)


def keep_order(rows: list[Any], changes: Changes) -> None:
    """Give rows the order of the file, touching only those that stand elsewhere."""
    last = -1
    for row in rows:
        if row.position == NEW or row.position <= last:
            changes.count += row.position != NEW
            save(row, {"position": last + 1})
        last = row.position
