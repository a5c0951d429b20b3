"""Brings a group's dated rows in line with what a file says about them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from initiatives.core.catalog_entry import Dated
from initiatives.core.catalog_report import Conflict
from initiatives.core.reconcile import Fact, Verdict, end_of, is_newer, weigh
from initiatives.models import DatedFact, RoleHolding

Row = TypeVar("Row", bound=DatedFact)


@dataclass
class Changes:
    """What an import did to one group."""

    count: int = 0
    conflicts: list[Conflict] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Relation(Generic[Row]):
    """How one kind of dated row relates to its entries.

    `identity` is what may be open only once; `value` what can change about it.
    """

    what: str
    identity: Callable[[Any], Hashable]
    value: Callable[[Any], Hashable]
    is_unknown: Callable[[Any], bool]
    columns: Callable[[Any], dict[str, Any]]
    create: Callable[..., Row]


def reconcile(
    *, relation: Relation[Row], rows: Sequence[Row], entries: Sequence[Dated], changes: Changes
) -> dict[int, Row]:
    """Apply entries to rows, what ended before what is open; returns the row of each entry.

    A row answers to one entry only, so that two equal nameless seats stay two.
    """
    pool = list(rows)
    order = sorted(range(len(entries)), key=lambda index: entries[index].until is None)
    return {index: reconcile_entry(relation, pool, entries[index], changes) for index in order}


def reconcile_entry(
    relation: Relation[Row], pool: list[Row], entry: Dated, changes: Changes
) -> Row:
    same = [row for row in pool if relation.identity(row) == relation.identity(entry)]
    if entry.until is None:
        row = find_open(same)
        over = None if row else find_already_over(same, entry, relation)
        if over is not None:
            return over
    else:
        row = find_ended(same, entry, relation) or find_to_end(same, entry, relation)
    if row is None:
        return add(relation, entry, changes)
    pool.remove(row)
    return meet(relation, row, entry, changes)


def end_unmentioned(
    *, what: str, rows: Iterable[DatedFact], spoken: dict[str, date | None], changes: Changes
) -> None:
    """End the open rows whose own source, read again, no longer says them.

    `spoken` holds the sources of the file and their dates. Other sources' rows stay. A row of the
    same date was a mistake the file has since corrected: it goes. A claimed seat never ends here.
    """
    for row in rows:
        if row.source not in spoken or is_newer(row.seen_on, day := spoken[row.source]):
            continue
        if isinstance(row, RoleHolding) and row.person_id is not None:
            told_by = (row.source, row.source)
            changes.conflicts.append(
                Conflict(what=what, ours="claimed seat", theirs="not listed", sources=told_by)
            )
        elif day == row.seen_on:
            row.delete()
            changes.count += 1
        elif day is not None and (row.since is None or day > row.since):
            row.until = day
            row.save(update_fields=["until"])
            changes.count += 1


def find_open(rows: list[Row]) -> Row | None:
    return next((row for row in rows if row.until is None), None)


def find_ended(rows: list[Row], entry: Dated, relation: Relation) -> Row | None:
    return next(
        (
            row
            for row in rows
            if row.until == entry.until
            and row.since == entry.since
            and relation.value(row) == relation.value(entry)
        ),
        None,
    )


def find_to_end(rows: list[Row], entry: Dated, relation: Relation) -> Row | None:
    """The open row whose end the file tells."""
    return next(
        (
            row
            for row in rows
            if row.until is None
            and relation.value(row) == relation.value(entry)
            and (entry.since in (None, row.since) or row.since is None)
            and (row.since is None or entry.until is None or row.since < entry.until)
            and not is_newer(row.seen_on, entry.seen_on)
        ),
        None,
    )


def find_already_over(rows: list[Row], entry: Dated, relation: Relation) -> Row | None:
    """A row that ended after the file saw it open: the file is merely old."""
    return next(
        (
            row
            for row in rows
            if row.until is not None
            and entry.seen_on is not None
            and row.until >= entry.seen_on
            and relation.value(row) == relation.value(entry)
        ),
        None,
    )


def as_fact(relation: Relation[Any], thing: DatedFact | Dated) -> Fact:
    return Fact(
        value=relation.value(thing),
        since=thing.since,
        source=thing.source,
        seen_on=thing.seen_on,
        is_unknown=relation.is_unknown(thing),
    )


def meet(relation: Relation[Row], row: Row, entry: Dated, changes: Changes) -> Row:
    ours, theirs = as_fact(relation, row), as_fact(relation, entry)
    verdict = weigh(ours, theirs)
    if verdict is Verdict.REFINE:
        refine(relation, row, entry, changes)
    elif verdict is Verdict.CONFLICT:
        changes.conflicts.append(
            Conflict(
                what=relation.what,
                ours=told(ours),
                theirs=told(theirs),
                sources=(row.source, entry.source),
            )
        )
    elif verdict is Verdict.REPLACE:
        row.until = end_of(ours, theirs)
        row.save(update_fields=["until"])
        return add(relation, entry, changes, after=row)
    return row


def told(fact: Fact) -> str:
    since = f" since {fact.since}" if fact.since else ""
    return f"{fact.value or 'unknown'}{since}"


def refine(relation: Relation[Row], row: Row, entry: Dated, changes: Changes) -> None:
    values = {**dated_columns(entry), **relation.columns(entry)}
    values["since"] = values["since"] or row.since
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    if changed:
        for name in changed:
            setattr(row, name, values[name])
        row.save(update_fields=changed)
        changes.count += 1


def add(
    relation: Relation[Row], entry: Dated, changes: Changes, *, after: Row | None = None
) -> Row:
    """A claim to a seat survives a change of the holder's affiliation."""
    claim = {"person": after.person} if isinstance(after, RoleHolding) else {}
    changes.count += 1
    return relation.create(**dated_columns(entry), **relation.columns(entry), **claim)


def dated_columns(entry: Dated) -> dict[str, Any]:
    return {
        "since": entry.since,
        "until": entry.until,
        "source": entry.source,
        "source_url": entry.source_url,
        "seen_on": entry.seen_on,
    }
