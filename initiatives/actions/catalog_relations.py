"""The dated relations a file speaks about: who a group reports to, its stage, whom it serves."""

from collections.abc import Mapping
from datetime import date

from initiatives.core.catalog_entry import CatalogEntry, ParentEntry, ServesEntry
from initiatives.models import AlsoServes, Initiative, Parent, StageRecord

from .catalog_facts import Changes, Relation, end_unmentioned, reconcile

# Every group by its slug and by its former slugs.
Groups = Mapping[str, Initiative]


def set_parent(
    entry: CatalogEntry, initiative: Initiative, groups: Groups, changes: Changes
) -> None:
    def slug(thing: Parent | ParentEntry) -> str | None:
        if isinstance(thing, ParentEntry):
            return groups[thing.parent].slug if thing.parent else None
        return thing.parent.slug if thing.parent else None

    relation = Relation(
        what=f"{initiative.slug}: parent",
        identity=lambda _thing: None,
        value=slug,
        is_unknown=lambda thing: thing.parent is None,
        columns=lambda entry: {"parent": groups[entry.parent] if entry.parent else None},
        create=lambda **columns: Parent.objects.create(initiative=initiative, **columns),
    )
    rows = list(initiative.parents.all())
    reconcile(relation=relation, rows=rows, entries=entry.parents or (), changes=changes)


def set_stage(entry: CatalogEntry, initiative: Initiative, changes: Changes) -> None:
    relation = Relation(
        what=f"{initiative.slug}: stage",
        identity=lambda _thing: None,
        value=lambda thing: thing.stage,
        is_unknown=lambda thing: thing.stage == "unknown",
        columns=lambda entry: {"stage": entry.stage},
        create=lambda **columns: StageRecord.objects.create(initiative=initiative, **columns),
    )
    rows = list(initiative.stages.all())
    reconcile(relation=relation, rows=rows, entries=entry.stages or (), changes=changes)


def set_served(
    entry: CatalogEntry,
    initiative: Initiative,
    groups: Groups,
    spoken: dict[str, date | None],
    changes: Changes,
) -> None:
    if entry.serves is None:
        return

    def slug(thing: AlsoServes | ServesEntry) -> str:
        return groups[thing.serves].slug if isinstance(thing, ServesEntry) else thing.served.slug

    relation = Relation(
        what=f"{initiative.slug}: also serves",
        identity=slug,
        value=slug,
        is_unknown=lambda _thing: False,
        columns=lambda entry: {"served": groups[entry.serves]},
        create=lambda **columns: AlsoServes.objects.create(initiative=initiative, **columns),
    )
    rows = list(initiative.serves.all())
    placed = reconcile(relation=relation, rows=rows, entries=entry.serves, changes=changes)
    met = {row.pk for row in placed.values()}
    end_unmentioned(
        what=relation.what,
        rows=[row for row in rows if row.until is None and row.pk not in met],
        spoken=spoken,
        changes=changes,
    )
