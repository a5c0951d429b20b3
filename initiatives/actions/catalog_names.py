"""The names an import tells: today's with its date, others people use, and former ones."""

from datetime import date
from typing import Any

from initiatives.core.catalog_entry import AliasEntry, CatalogEntry
from initiatives.core.reconcile import is_newer
from initiatives.models import Alias, AliasKind, ChangeKind

from .catalog_changes import Changes
from .catalog_facts import dated_columns, save


def set_names(entry: CatalogEntry, changes: Changes, *, is_sole: bool) -> None:
    """Names are only ever added: an old name stays findable."""
    rows = [] if changes.is_new else list(changes.initiative.aliases.all())
    for said in entry.aliases or ():
        row = find_name(rows, said)
        if row is None:
            columns = dated_columns(said) | {"kind": said.kind, "slug": address(said, changes)}
            made = Alias(initiative=changes.initiative, name=said.name, **columns)
            rows.append(changes.new.add(made))
            changes.count += 1
        else:
            meet_name(row, said, changes, is_sole=is_sole)


def find_name(rows: list[Alias], said: AliasEntry) -> Alias | None:
    """A former name may have been borne twice: then its end tells which one is meant."""
    same = [row for row in rows if row.name == said.name]
    same.sort(key=lambda row: (row.kind != said.kind, row.until != said.until))
    for row in same:
        both_former = row.kind == said.kind == AliasKind.FORMER_NAME
        if not both_former or None in (row.until, said.until) or row.until == said.until:
            return row
    return None


def meet_name(row: Alias, said: AliasEntry, changes: Changes, *, is_sole: bool) -> None:
    """An older text, or one of the same day, fills in what is not known yet."""
    is_leading = is_sole or is_newer(said.seen_on, row.seen_on)
    if is_newer(row.seen_on, said.seen_on):
        is_leading = False
    values: dict[str, Any] = {}
    for column, value in dated_columns(said).items():
        ours = getattr(row, column)
        if column == "confirmed_on":
            is_better = is_newer(value, ours)
        else:
            is_better = bool(value) and value != ours and (is_leading or not ours)
        if is_better:
            values[column] = value
    if said.kind != row.kind and (is_leading or row.kind == AliasKind.ALIAS):
        values["kind"] = said.kind
    slug = address(said, changes)
    if slug and slug != row.slug:
        values["slug"] = slug
    if values:
        save(row, values)
        changes.count += 1


def address(said: AliasEntry, changes: Changes) -> str | None:
    return said.slug if said.slug != changes.initiative.slug else None


def rename(changes: Changes, *, to: str, source: str, source_url: str, day: date | None) -> None:
    """The former name stays, ended by the text that used the new one."""
    initiative = changes.initiative
    former = initiative.name
    rows = [] if changes.is_new else list(initiative.aliases.all())
    today = next((row for row in rows if row.kind == AliasKind.NAME), None)
    if former.casefold() != to.casefold():
        until = day if today is None or today.since is None or is_newer(day, today.since) else None
        keep_former(changes, rows, today, name=former, until=until)
        changes.tell(ChangeKind.NAME, before=former, after=to, source=source)
    if today is not None:
        values = {"since": day, "source": source, "source_url": source_url, "seen_on": day}
        changes.new.add(Alias(initiative=initiative, name=to, kind=AliasKind.NAME, **values))
        for row in rows:
            if row.name == to and row.kind == AliasKind.ALIAS and row.pk:
                row.delete()
    initiative.name = to
    changes.count += 1


def keep_former(
    changes: Changes, rows: list[Alias], today: Alias | None, *, name: str, until: date | None
) -> None:
    values = {"kind": AliasKind.FORMER_NAME, "until": until}
    row = today or next((row for row in rows if row.name == name), None)
    if row is None:
        changes.new.add(Alias(initiative=changes.initiative, name=name, **values))
    elif row.kind != AliasKind.FORMER_NAME:
        save(row, values)
