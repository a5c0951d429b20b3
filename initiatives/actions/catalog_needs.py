"""What a file says a group needs and reports: openings, task sources, reports, confirmations."""

from collections.abc import Mapping
from uuid import UUID

from initiatives.core.catalog_entry import CatalogEntry, OpeningEntry
from initiatives.core.reconcile import is_newer
from initiatives.models import (
    ChangeKind,
    Confirmation,
    Opening,
    OpeningSkill,
    Report,
    TaskSource,
)

from .catalog_changes import Changes
from .catalog_facts import save


def set_openings(
    entry: CatalogEntry, skills: Mapping[str, int], changes: Changes, *, is_leading: bool
) -> None:
    """By key, else by title. An opening the file does not name stays: it is kept at the desk."""
    rows = [] if changes.is_new or not entry.openings else list(changes.initiative.openings.all())
    for said in entry.openings or ():
        same = [row for row in rows if str(row.key) == said.key] or [
            row for row in rows if not said.key and row.title == said.title
        ]
        columns = opening_columns(said)
        if not same:
            key = {"key": UUID(said.key)} if said.key else {}
            row = Opening.objects.create(initiative=changes.initiative, **columns, **key)
            changes.tell(ChangeKind.OPENING, after=row.title)
            changes.count += 1
        else:
            row = same[0]
            rows.remove(row)
            changed = {k: v for k, v in columns.items() if getattr(row, k) != v}
            if not is_leading:
                continue
            if changed:
                save(row, changed)
                changes.count += 1
        set_needs(row, said, skills, changes)


def opening_columns(said: OpeningEntry) -> dict:
    return {
        "title": said.title,
        "role": said.role,
        "summary": said.summary,
        "hours_min": said.hours_min,
        "hours_max": said.hours_max,
        "languages": sorted(said.languages),
        "contact": said.contact,
        "contact_url": said.contact_url,
        "ai_policy": said.ai_policy,
        "is_for_newcomers": said.newcomers,
        "is_open": said.open,
        "fresh_until": said.fresh_until,
    }


def set_needs(
    row: Opening, said: OpeningEntry, skills: Mapping[str, int], changes: Changes
) -> None:
    wanted = {skills[need.skill]: (need.need, need.level) for need in said.skills}
    ours = {need.skill_id: (need.need, need.level) for need in row.skills.all()}
    if wanted == ours:
        return
    row.skills.all().delete()
    OpeningSkill.objects.bulk_create(
        OpeningSkill(opening=row, skill_id=skill, need=need, level=level)
        for skill, (need, level) in wanted.items()
    )
    changes.count += 1


def set_task_sources(entry: CatalogEntry, changes: Changes, *, is_leading: bool) -> None:
    rows = [] if changes.is_new else list(changes.initiative.task_sources.all())
    known = {row.repository: row for row in rows}
    for said in entry.task_sources or ():
        row, labels = known.get(said.repository), dict(said.labels)
        if row is None:
            columns = {"repository": said.repository, "labels": labels}
            changes.new.add(TaskSource(initiative=changes.initiative, **columns))
            changes.count += 1
        elif row.labels != labels and (is_leading or not row.labels):
            save(row, {"labels": labels})
            changes.count += 1


def set_reports(entry: CatalogEntry, changes: Changes, *, is_leading: bool) -> None:
    rows = [] if changes.is_new or not entry.reports else list(changes.initiative.reports.all())
    known = {row.quarter: row for row in rows}
    for said in entry.reports or ():
        columns = {"filed_on": said.filed_on, "title": said.title, "url": said.url}
        row = known.get(said.quarter)
        if row is None:
            changes.new.add(Report(initiative=changes.initiative, quarter=said.quarter, **columns))
            changes.tell(ChangeKind.REPORT, after=said.quarter)
            changes.count += 1
            continue
        better = {
            name: value
            for name, value in columns.items()
            if value and value != getattr(row, name) and (is_leading or not getattr(row, name))
        }
        if better:
            save(row, better)
            changes.count += 1


def set_confirmations(entry: CatalogEntry, changes: Changes) -> None:
    """Only ever later. Who confirmed stays unknown to us."""
    said_any = bool(entry.confirmations)
    rows = list(changes.initiative.confirmations.all()) if said_any and not changes.is_new else []
    known = {row.part: row for row in rows}
    for said in entry.confirmations or ():
        row = known.get(said.part)
        if row is None:
            columns = {"part": said.part, "confirmed_on": said.confirmed_on}
            changes.new.add(Confirmation(initiative=changes.initiative, **columns))
            changes.count += 1
        elif is_newer(said.confirmed_on, row.confirmed_on):
            save(row, {"confirmed_on": said.confirmed_on, "confirmed_by": None})
            changes.count += 1
