"""Brings a group's dated rows in line with what a file says about them."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Model

from initiatives.core.catalog_entry import Dated
from initiatives.core.dispute import Dispute, Side
from initiatives.core.reconcile import Fact, Verdict, can_both_be, end_of, is_newer, weigh
from initiatives.core.said_again import said
from initiatives.models import ChangeKind, DatedFact, RoleHolding

from .catalog_changes import Changes

Row = TypeVar("Row", bound=DatedFact)
# The fact of a conflict about a claimed seat that a list no longer names.
SEATS = "seats"


@dataclass(frozen=True, kw_only=True)
class Relation(Generic[Row]):
    """How one kind of dated row relates to its entries.

    `identity` is what may be open only once; `value` what can change about it. `label` is what
    followers read. `is_single` is False for seats nobody is named for: there may be several alike.
    A kind without a history is corrected in place when it changes.
    """

    fact: str
    change: ChangeKind
    what: Callable[[Any], str]
    identity: Callable[[Any], Hashable]
    value: Callable[[Any], Hashable]
    is_unknown: Callable[[Any], bool]
    label: Callable[[Any], str]
    columns: Callable[[Any], dict[str, Any]]
    make: Callable[..., Row]
    write: Callable[[Any], Dated]
    is_single: Callable[[Any], bool] = lambda _thing: True
    has_history: bool = True
    ends_unmentioned: bool = False


def reconcile(
    *, relation: Relation[Row], rows: Sequence[Row], entries: Sequence[Dated], changes: Changes
) -> dict[int, Row]:
    """Apply entries to rows, what ended before what is open; returns the row of each entry.

    A row answers to one entry only, so that two equal nameless seats stay two.
    """
    pool, everything = list(rows), list(rows)
    order = sorted(range(len(entries)), key=lambda index: entries[index].until is None)
    return {
        index: reconcile_entry(relation, pool, everything, entries[index], changes)
        for index in order
    }


def reconcile_entry(
    relation: Relation[Row], pool: list[Row], everything: list[Row], entry: Dated, changes: Changes
) -> Row:
    same = [row for row in pool if relation.identity(row) == relation.identity(entry)]
    if entry.until is None and changes.conflicts:
        changes.hear(relation.what(entry), side(relation, entry))
    if not relation.has_history:
        row = same[0] if same else None
    elif entry.until is None:
        row = find_open(same)
        over = None if row else find_already_over(same, entry, relation)
        if over is not None:
            return over
    else:
        row = (
            find_ended(same, entry, relation)
            or find_to_end(same, entry, relation)
            or find_same_start(same, entry, relation)
        )
    if row is not None:
        pool.remove(row)
        return meet(relation, row, entry, changes, everything)
    rival = relation.has_history and find_rival(relation, everything, entry)
    if rival:
        return leave_or_dispute(relation, rival, entry, changes)
    return add(relation, entry, changes, everything)


def end_unmentioned(
    *,
    relation: Relation[Any],
    rows: Iterable[DatedFact],
    spoken: dict[str, date | None],
    changes: Changes,
) -> None:
    """End the open rows whose own source, read again, no longer says them.

    `spoken` holds the sources of the file and their dates. Other sources' rows stay. A row of the
    same date was a mistake the file has since corrected: it goes. A claimed seat never ends here.
    """
    for row in rows:
        if row.source not in spoken or is_newer(row.seen_on, day := spoken[row.source]):
            continue
        if isinstance(row, RoleHolding) and row.person_id is not None:
            dispute_claimed_seat(row, day, changes)
        elif day == row.seen_on:
            changes.tell(relation.change, before=relation.label(row), source=row.source)
            row.delete()
            changes.count += 1
        elif day is not None and (row.since is None or day > row.since):
            changes.tell(relation.change, before=relation.label(row), source=row.source)
            end(row, day, changes)


def dispute_claimed_seat(row: RoleHolding, day: date | None, changes: Changes) -> None:
    ours = Side(value="claimed seat", source=row.source, seen_on=row.seen_on)
    words = {"role": row.role, "name": row.holder_name, "handle": row.holder_handle}
    theirs = Side(value="not listed", source=row.source, seen_on=day, entry=words)
    what = seat_words(row)
    raise_dispute(Dispute(fact=SEATS, what=what, ours=ours, theirs=theirs), changes)


def seat_words(row: RoleHolding) -> str:
    return f"seat of {row.holder_name or row.holder_handle or row.role}"


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


def find_same_start(rows: list[Row], entry: Dated, relation: Relation) -> Row | None:
    """A term that was to end on another day."""
    return next(
        (
            row
            for row in rows
            if row.until is not None
            and row.since == entry.since
            and row.since is not None
            and relation.value(row) == relation.value(entry)
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


def find_rival(relation: Relation[Row], rows: list[Row], entry: Dated) -> Row | None:
    """A row that holds some of the very days for which the entry says this or something else."""
    if not relation.is_single(entry):
        return None
    return next(
        (
            row
            for row in rows
            if relation.identity(row) == relation.identity(entry) and not can_both_be(row, entry)
        ),
        None,
    )


def leave_or_dispute(relation: Relation[Row], row: Row, entry: Dated, changes: Changes) -> Row:
    """Two histories that overlap: the later text stands, of two of one day a person decides."""
    ours, theirs = side(relation, row), side(relation, entry)
    is_disputed = (
        relation.value(row) != relation.value(entry)
        and row.source != entry.source
        and row.seen_on == entry.seen_on
    )
    if is_disputed:
        what = relation.what(entry)
        raise_dispute(Dispute(fact=relation.fact, what=what, ours=ours, theirs=theirs), changes)
    return row


def as_fact(relation: Relation[Any], thing: DatedFact | Dated) -> Fact:
    return Fact(
        value=relation.value(thing),
        since=thing.since,
        source=thing.source,
        seen_on=thing.seen_on,
        is_unknown=relation.is_unknown(thing),
    )


def side(relation: Relation[Any], thing: DatedFact | Dated) -> Side:
    value = relation.value(thing)
    return Side(
        value=str(value) if value else "",
        since=thing.since,
        source=thing.source,
        source_url=thing.source_url,
        seen_on=thing.seen_on,
        entry=said(thing if isinstance(thing, Dated) else relation.write(thing)),
    )


def hold_value(relation: Relation[Any], row: DatedFact, changes: Changes) -> None:
    if changes.conflicts:
        changes.held[relation.what(row)] = side(relation, row).value


def meet(
    relation: Relation[Row], row: Row, entry: Dated, changes: Changes, everything: list[Row]
) -> Row:
    ours, theirs = as_fact(relation, row), as_fact(relation, entry)
    verdict = ruled(relation, row, entry, weigh(ours, theirs), changes)
    others = [one for one in everything if one is not row]
    if verdict is Verdict.REFINE:
        refine(relation, row, entry, changes, others)
    elif verdict is Verdict.COMPLETE:
        complete(relation, row, entry, changes, others)
    elif verdict is Verdict.PAST:
        remember(relation, row, entry, changes, everything)
    elif verdict is Verdict.CONFLICT:
        raise_dispute(
            Dispute(
                fact=relation.fact,
                what=relation.what(entry),
                ours=side(relation, row),
                theirs=side(relation, entry),
            ),
            changes,
        )
    elif verdict is Verdict.REPLACE:
        row = replace(relation, row, entry, changes, everything)
    hold_value(relation, row, changes)
    return row


def ruled(
    relation: Relation[Any], row: DatedFact, entry: Dated, verdict: Verdict, changes: Changes
) -> Verdict:
    """What a person decided about these two claims stands, whatever date a text has."""
    if not changes.conflicts or verdict not in (Verdict.CONFLICT, Verdict.REPLACE, Verdict.PAST):
        return verdict
    what, ours, theirs = relation.what(entry), side(relation, row), side(relation, entry)
    if changes.is_ruled_for_ours(what, ours, theirs):
        return Verdict.KEEP
    if changes.is_ruled_for_theirs(what, ours, theirs):
        return Verdict.REPLACE if relation.value(row) != relation.value(entry) else Verdict.REFINE
    return verdict


def raise_dispute(dispute: Dispute, changes: Changes) -> None:
    if not changes.is_ruled_for_ours(dispute.what, dispute.ours, dispute.theirs):
        changes.disputes.append(dispute)


def replace(
    relation: Relation[Row], row: Row, entry: Dated, changes: Changes, everything: list[Row]
) -> Row:
    """End ours, begin theirs; what has no history, or no day between the two, is corrected."""
    day = end_of(as_fact(relation, row), as_fact(relation, entry))
    if day is None or not relation.has_history:
        refine(relation, row, entry, changes, [one for one in everything if one is not row])
        return row
    end(row, day, changes)
    before = relation.label(row)
    return add(relation, entry, changes, everything, after=row, before=before, since=day)


def remember(
    relation: Relation[Row], row: Row, entry: Dated, changes: Changes, everything: list[Row]
) -> None:
    """What an older text said, as history: as if the two had come in their order."""
    day = end_of(as_fact(relation, entry), as_fact(relation, row))
    if day is None or not relation.has_history or not relation.is_single(entry):
        return
    past = Past(since=entry.since, until=day)
    if all(can_both_be(one, past) for one in history(relation, everything, entry, but=row)):
        columns = {**dated_columns(entry), "until": day}
        everything.append(relation.make(**columns, **relation.columns(entry)))
        if row.since is None:
            save(row, {"since": day})
        changes.count += 1


@dataclass(frozen=True)
class Past:
    since: date | None
    until: date | None


def history(relation: Relation[Row], rows: list[Row], entry: Dated, *, but: Row) -> Iterable[Row]:
    identity = relation.identity(entry)
    return [row for row in rows if row is not but and relation.identity(row) == identity]


def complete(
    relation: Relation[Row], row: Row, entry: Dated, changes: Changes, others: list[Row]
) -> None:
    wanted = Past(since=entry.since, until=row.until)
    is_free = all(can_both_be(one, wanted) for one in history(relation, others, entry, but=row))
    is_forward = row.until is None or entry.since is None or entry.since < row.until
    if is_free and is_forward:
        save(row, {"since": entry.since})
        changes.count += 1


def refine(
    relation: Relation[Row], row: Row, entry: Dated, changes: Changes, others: list[Row]
) -> None:
    """The same fact, better known. Its start moves only where nothing else holds those days."""
    before = relation.label(row), row.until
    values = {**dated_columns(entry), **relation.columns(entry)}
    confirmed = values.pop("confirmed_on")
    if is_newer(confirmed, row.confirmed_on):
        values["confirmed_on"] = confirmed
    # Since when nothing was known says nothing of since when this holds.
    claims_anew = relation.is_unknown(row) and not relation.is_unknown(entry)
    known = None if claims_anew else row.since
    wanted = Past(since=values["since"] or known, until=values["until"])
    is_free = not relation.is_single(entry) or all(
        can_both_be(one, wanted) for one in history(relation, others, entry, but=row)
    )
    values["since"] = wanted.since if is_free else row.since
    values["until"] = wanted.until if is_free else row.until
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changed:
        save(row, changed)
        changes.count += 1
        after = relation.label(row), row.until
        if after != before and row.until is None:
            changes.tell(relation.change, before=before[0], after=after[0], source=entry.source)
        elif after != before:
            changes.tell(relation.change, before=before[0], source=entry.source)


def add(
    relation: Relation[Row],
    entry: Dated,
    changes: Changes,
    everything: list[Row],
    *,
    after: Row | None = None,
    before: str = "",
    since: date | None = None,
) -> Row:
    """A claim to a seat survives a change of the holder's affiliation.

    From a text of which we know a later edition, it was so until that one.
    """
    columns = dated_columns(entry)
    columns["since"] = columns["since"] or since
    later = changes.later_editions.get(entry.source) if relation.ends_unmentioned else None
    if entry.until is None and later and (entry.since is None or later > entry.since):
        columns["until"] = later
    claim = {"person": after.person} if isinstance(after, RoleHolding) else {}
    changes.count += 1
    row = relation.make(**columns, **relation.columns(entry), **claim)
    everything.append(row)
    if row.until is None:
        hold_value(relation, row, changes)
        label = relation.label(row)
        changes.tell(relation.change, before=before, after=label, source=entry.source)
    return row


def end(row: DatedFact, day: date, changes: Changes) -> None:
    save(row, {"until": day})
    changes.count += 1


def save(row: Model, values: dict[str, Any]) -> None:
    """A row that is only going to be added keeps what it is told until then."""
    for name, value in values.items():
        setattr(row, name, value)
    if row.pk:  # what is found by a row is looked up anew when its `updated_at` moves
        times = ["updated_at"] if hasattr(row, "updated_at") else []
        row.save(update_fields=[*values, *times])


def dated_columns(entry: Dated) -> dict[str, Any]:
    return {
        "since": entry.since,
        "until": entry.until,
        "source": entry.source,
        "source_url": entry.source_url,
        "seen_on": entry.seen_on,
        "confirmed_on": entry.confirmed_on,
    }
