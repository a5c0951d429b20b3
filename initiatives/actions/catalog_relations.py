"""The dated relations a file speaks about: where a group belongs, its stage, what it made."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from initiatives.core.catalog_entry import (
    CatalogEntry,
    Dated,
    DeliverableEntry,
    ParentEntry,
    PredecessorEntry,
    ServesEntry,
    StageEntry,
)
from initiatives.models import (
    AlsoServes,
    ChangeKind,
    Deliverable,
    Initiative,
    Parent,
    Predecessor,
    StageRecord,
)

from .catalog_changes import Changes
from .catalog_facts import Relation, dated_columns, end_unmentioned, reconcile

# Every group by its slug and by its former slugs.
Groups = Mapping[str, Initiative]


def never(_thing: object) -> bool:
    return False


def parents_of(changes: Changes, groups: Groups) -> Relation[Parent]:
    def parent(thing: Parent | ParentEntry) -> Initiative | None:
        if isinstance(thing, ParentEntry):
            return groups[thing.parent] if thing.parent else None
        return thing.parent

    return Relation(
        fact="parents",
        change=ChangeKind.PARENT,
        what=lambda _thing: "parent",
        identity=lambda _thing: None,
        value=lambda thing: slug_of(parent(thing)),
        is_unknown=lambda thing: parent(thing) is None,
        label=lambda thing: name_of(parent(thing)),
        columns=lambda entry: {"parent": parent(entry)},
        make=made(Parent, changes),
        write=lambda row: ParentEntry(parent=slug_of(row.parent), **dated_columns(row)),
    )


def slug_of(initiative: Initiative | None) -> str | None:
    return initiative.slug if initiative else None


def name_of(initiative: Initiative | None) -> str:
    """For the public log: a group that is not listed is not named in it."""
    return initiative.name if initiative and initiative.is_listed else ""


def made(model: Callable[..., Any], changes: Changes) -> Callable[..., Any]:
    return lambda **columns: changes.new.add(model(initiative=changes.initiative, **columns))


def stages_of(changes: Changes) -> Relation[StageRecord]:
    return Relation(
        fact="stages",
        change=ChangeKind.STAGE,
        what=lambda _thing: "stage",
        identity=lambda _thing: None,
        value=lambda thing: thing.stage,
        is_unknown=lambda thing: thing.stage == "unknown",
        label=lambda thing: thing.stage,
        columns=lambda entry: {"stage": entry.stage},
        make=made(StageRecord, changes),
        write=lambda row: StageEntry(stage=row.stage, **dated_columns(row)),
    )


def served_of(changes: Changes, groups: Groups) -> Relation[AlsoServes]:
    def served(thing: AlsoServes | ServesEntry) -> Initiative:
        return groups[thing.serves] if isinstance(thing, ServesEntry) else thing.served

    return Relation(
        fact="serves",
        change=ChangeKind.SERVES,
        what=lambda thing: f"also serves {served(thing).slug}",
        identity=lambda thing: served(thing).slug,
        value=lambda thing: served(thing).slug,
        is_unknown=never,
        label=lambda thing: name_of(served(thing)),
        columns=lambda entry: {"served": served(entry)},
        make=made(AlsoServes, changes),
        write=lambda row: ServesEntry(serves=row.served.slug, **dated_columns(row)),
        ends_unmentioned=True,
    )


def predecessors_of(changes: Changes, groups: Groups) -> Relation[Predecessor]:
    def before(thing: Predecessor | PredecessorEntry) -> Initiative:
        if isinstance(thing, PredecessorEntry):
            return groups[thing.predecessor]
        return thing.predecessor

    return Relation(
        fact="predecessors",
        change=ChangeKind.PREDECESSOR,
        what=lambda thing: f"continues {before(thing).slug}",
        identity=lambda thing: before(thing).slug,
        value=lambda thing: before(thing).slug,
        is_unknown=never,
        label=lambda thing: name_of(before(thing)),
        columns=lambda entry: {"predecessor": before(entry)},
        make=made(Predecessor, changes),
        write=lambda row: PredecessorEntry(predecessor=row.predecessor.slug, **dated_columns(row)),
        has_history=False,
    )


def deliverables_of(changes: Changes) -> Relation[Deliverable]:
    """Saved at once: whom it is for is told in rows that need it to be there."""
    return Relation(
        fact="deliverables",
        change=ChangeKind.DELIVERABLE,
        what=lambda thing: f"type of {thing.name}",
        identity=lambda thing: thing.name,
        value=lambda thing: thing.type,
        is_unknown=never,
        label=lambda thing: thing.name,
        columns=lambda entry: {
            "name": entry.name,
            "type": entry.type,
            "summary": entry.summary,
            "problem": entry.problem,
            "url": entry.url,
        },
        make=lambda **columns: Deliverable.objects.create(
            initiative=changes.initiative, position=NEW, **columns
        ),
        write=lambda row: DeliverableEntry(
            name=row.name,
            type=row.type,
            summary=row.summary,
            problem=row.problem,
            url=row.url,
            **dated_columns(row),
        ),
        has_history=False,
        ends_unmentioned=True,
    )


# The position of a row that has none yet.
NEW = 32_767


def set_relation(
    *,
    relation: Relation[Any],
    rows: list[Any],
    entries: tuple[Dated, ...] | None,
    spoken: dict[str, date | None],
    changes: Changes,
) -> list[Any]:
    """Returns the row of each entry, in the order of the file."""
    if entries is None:
        return []
    placed = reconcile(relation=relation, rows=rows, entries=entries, changes=changes)
    if relation.ends_unmentioned:
        met = {id(row) for row in placed.values()}
        gone = [row for row in rows if row.until is None and id(row) not in met]
        end_unmentioned(relation=relation, rows=gone, spoken=spoken, changes=changes)
    return [placed[index] for index in range(len(entries))]


def set_relations(
    entry: CatalogEntry, groups: Groups, spoken: dict[str, date | None], changes: Changes
) -> None:
    initiative = changes.initiative
    for relation, rows, entries in (
        (parents_of(changes, groups), initiative.parents, entry.parents),
        (stages_of(changes), initiative.stages, entry.stages),
        (served_of(changes, groups), initiative.serves, entry.serves),
        (predecessors_of(changes, groups), initiative.predecessors, entry.predecessors),
    ):
        set_relation(
            relation=relation,
            rows=[] if changes.is_new else list(rows.all()),
            entries=entries,
            spoken=spoken,
            changes=changes,
        )
