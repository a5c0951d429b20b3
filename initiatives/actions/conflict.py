"""Two sources that disagree: kept until a person says who is right, and remembered then."""

from typing import Any

from django.db import transaction

from initiatives.core.catalog_report import Conflict as ReportedConflict
from initiatives.core.dispute import Side
from initiatives.core.said_again import read_said
from initiatives.models import Alias, Conflict, Initiative, RoleHolding, Verdict
from initiatives.signals import role_changed
from portal.kit import audit, clock
from portal.kit.locks import hold
from portal.people.models import User

from .catalog_changes import Changes, NewRows, sides_of
from .catalog_columns import COLUMNS, set_column
from .catalog_facts import SEATS, Relation, end, replace
from .catalog_relations import (
    deliverables_of,
    parents_of,
    predecessors_of,
    served_of,
    stages_of,
)
from .catalog_seats import seats_of
from .hierarchy import refuse_endless_chain
from .role import CATALOGUE

LONGEST_WHAT = 200
LONGEST_SOURCE = 300


class AlreadySettled(Exception):
    """Somebody was quicker; `conflict` says what they decided."""

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(conflict.verdict)
        self.conflict = conflict


class NoLongerThere(Exception):
    """The sources agree again, or what we have is another value by now: nothing to decide."""


def report_of(changes: Changes) -> tuple[ReportedConflict, ...]:
    return tuple(
        ReportedConflict(
            what=f"{changes.initiative.slug}: {one.what}",
            ours=one.ours.words,
            theirs=one.theirs.words,
            sources=(one.ours.source, one.theirs.source),
        )
        for one in changes.disputes
    )


def keep_conflicts(*, changes: Changes) -> None:
    """What an import of one group found: asked once, forgotten when the sources agree again."""
    known = {key_of(row): row for row in changes.conflicts}
    raised = set()
    for dispute in changes.disputes:
        proposal = {"ours": dispute.ours.as_json(), "theirs": dispute.theirs.as_json()}
        row = Conflict(
            initiative=changes.initiative,
            fact=dispute.fact,
            what=dispute.what[:LONGEST_WHAT],
            ours=dispute.ours.words,
            theirs=dispute.theirs.words,
            our_source=dispute.ours.source[:LONGEST_SOURCE],
            their_source=dispute.theirs.source[:LONGEST_SOURCE],
            their_source_url=dispute.theirs.source_url,
            proposal=proposal,
        )
        key = key_of(row)
        if key in raised:
            continue
        raised.add(key)
        before = known.get(key)
        if before is None:
            changes.new.add(row)
        elif before.proposal != proposal:
            before.proposal, before.verdict = proposal, ""
            before.save()
    for key, row in known.items():
        if key not in raised and is_over(row, changes):
            row.delete()


def key_of(row: Conflict) -> tuple[str, str, str, str]:
    return (row.what, row.ours, row.theirs, row.their_source)


def is_over(row: Conflict, changes: Changes) -> bool:
    """A side no longer says it; or, while nobody has decided, ours became something else."""
    ours, theirs = sides_of(row)
    heard = changes.heard.get(row.what, [])
    is_moot = not row.verdict and changes.held.get(row.what, ours.value) != ours.value
    return is_moot or any(has_withdrawn(side, heard) for side in (ours, theirs))


def has_withdrawn(side: Side, heard: list[Side]) -> bool:
    again = [one for one in heard if one.source == side.source]
    return bool(again) and not any(side.is_said_by(one) for one in again)


@transaction.atomic
def settle_conflict(*, conflict: Conflict, verdict: Verdict, by: User) -> Conflict:
    """Keep what we have, or take what the other source says, just as its import would have.

    Raises AlreadySettled, EndlessChain, and NoLongerThere when there is nothing left to decide.
    """
    hold(CATALOGUE)
    row = Conflict.objects.select_for_update().filter(pk=conflict.pk).first()
    if row is None:
        raise NoLongerThere
    if row.verdict:
        raise AlreadySettled(row)
    if verdict == Verdict.THEIRS:
        take_theirs(row)
    row.verdict, row.decided_by, row.decided_at = verdict, by, clock.now()
    row.save()
    audit.record(by=by, verb="conflict.settled", on=row.initiative, reason=verdict)
    return row


def take_theirs(row: Conflict) -> None:
    ours, theirs = sides_of(row)
    changes = Changes(initiative=row.initiative, new=NewRows())
    if row.fact in COLUMNS:
        if getattr(row.initiative, row.fact) != ours.value:
            raise NoLongerThere
        set_column(row.fact, theirs, changes)
    elif row.fact == SEATS:
        end_seat(row.initiative, theirs, changes)
    else:
        take_fact(row, ours, theirs, changes)
    changes.new.write()
    refuse_endless_chain()
    row.initiative.save()
    if row.fact in ("roles", SEATS):
        role_changed.send(Initiative, initiative=row.initiative)


def take_fact(row: Conflict, ours: Side, theirs: Side, changes: Changes) -> None:
    """A group that the other source names may have gone since."""
    entry = read_said(row.fact, theirs.entry or {})
    relation, rows = relation_of(row.fact, changes)
    try:
        relation.value(entry)
    except KeyError:
        raise NoLongerThere from None
    held = next(
        (
            one
            for one in rows
            if one.until == entry.until
            and relation.identity(one) == relation.identity(entry)
            and str(relation.value(one) or "") == ours.value
        ),
        None,
    )
    if held is None:
        raise NoLongerThere
    replace(relation, held, entry, changes, rows)


def relation_of(fact: str, changes: Changes) -> tuple[Relation[Any], list[Any]]:
    initiative = changes.initiative
    if fact == "roles":
        seats: list[RoleHolding] = list(initiative.roles.all())
        return seats_of(changes, seats), seats
    if fact == "stages":
        return stages_of(changes), list(initiative.stages.all())
    if fact == "deliverables":
        return deliverables_of(changes), list(initiative.deliverables.all())
    groups = groups_by_slug()
    if fact == "parents":
        return parents_of(changes, groups), list(initiative.parents.select_related("parent"))
    if fact == "serves":
        return served_of(changes, groups), list(initiative.serves.select_related("served"))
    return predecessors_of(changes, groups), list(
        initiative.predecessors.select_related("predecessor")
    )


def groups_by_slug() -> dict[str, Initiative]:
    former = Alias.objects.exclude(slug=None).select_related("initiative")
    by_slug = {alias.slug or "": alias.initiative for alias in former}
    return by_slug | {initiative.slug: initiative for initiative in Initiative.objects.all()}


def end_seat(initiative: Initiative, theirs: Side, changes: Changes) -> None:
    """Somebody the list no longer names has left, on the day of that list."""
    words = theirs.entry or {}
    seat = initiative.roles.filter(
        until=None,
        role=words["role"],
        holder_name=words["name"],
        holder_handle=words["handle"],
    ).first()
    if seat is None:
        raise NoLongerThere
    day = theirs.seen_on or clock.now().date()
    if seat.since is not None and day <= seat.since:
        raise NoLongerThere
    changes.tell(seats_of(changes, []).change, before=seats_of(changes, []).label(seat))
    end(seat, day, changes)
