"""One catalogue file, two slices: groups and their meetings come and go in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db import transaction

from events.actions.meetings import import_meetings, let_give_way
from events.queries.meeting_entries import meeting_entries
from initiatives.actions.catalog import import_groups
from initiatives.actions.role import taken_down_fingerprints
from initiatives.core.catalog_entry import Catalog, CatalogEntry
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_redaction import without_names
from initiatives.core.catalog_report import FileRefused, Report
from initiatives.core.catalog_writer import json_pieces, portal_pieces
from initiatives.models import Initiative
from initiatives.queries.catalog_entries import (
    entry_of,
    group_catalog,
    listed_in_chunks,
    shared_words,
)
from portal.kit import clock
from portal.people.models import User
from portal.people.queries.skills import vocabulary

from .catalog_files import read_files

PIECES = {"portal": portal_pieces, "json": json_pieces}


def import_catalog(
    *,
    path: Path,
    by: User | None = None,
    file_format: str = "auto",
    dry_run: bool = False,
    on_plan: Callable[[int], None] = lambda total: None,
    on_group: Callable[[str], None] = lambda slug: None,
) -> Report:
    """Import a file or a folder; raises FileRefused, and then nothing was written.

    `on_plan` hears how many steps there will be, `on_group` of each one done.
    """
    catalog = read_catalog(read_files(path), file_format=file_format, skills=vocabulary())
    with_meetings = [entry for entry in catalog.initiatives if entry.meetings]
    on_plan(len(catalog.initiatives) + len(with_meetings))
    with transaction.atomic():
        report = import_groups(catalog=catalog, where=path.name, by=by, on_group=on_group)
        report += import_all_meetings(catalog, path.name, by, on_group)
        report += Report(
            skipped=sum(one.count for one in catalog.left_out), left_out=catalog.left_out
        )
        if dry_run:
            transaction.set_rollback(True)
    return report


def import_all_meetings(
    catalog: Catalog, where: str, by: User | None, on_group: Callable[[str], None]
) -> Report:
    """After all groups exist: a meeting may serve a group that stands later in the file."""
    fingerprints = taken_down_fingerprints()
    groups = {initiative.slug: initiative for initiative in Initiative.objects.all()}
    former = Initiative.objects.exclude(aliases__slug=None).values_list("aliases__slug", "slug")
    groups |= {old: groups[new] for old, new in former if old not in groups}
    told = [
        (groups[entry.slug], [without_names(one, fingerprints) for one in entry.meetings])
        for entry in catalog.initiatives
        if entry.meetings
    ]
    report = Report()
    try:
        for initiative, meetings in told:
            report += import_meetings(initiative=initiative, meetings=meetings, by=by)
            on_group(initiative.slug)
        for initiative, meetings in told:
            let_give_way(initiative=initiative, meetings=meetings, by=by)
    except FileRefused as refusal:
        raise FileRefused(*(replace(e, where=where) for e in refusal.errors)) from refusal
    return report


def export_catalog(*, file_format: str = "portal") -> bytes:
    """All public catalogue facts, as one file."""
    return b"".join(export_pieces(file_format=file_format))


def export_pieces(*, file_format: str = "portal", with_calls: bool = True) -> Iterator[bytes]:
    """The same file piece by piece: no more than a chunk of groups is ever in memory.

    `with_calls` are the addresses of calls, which stand on no page either: for the operator, whose
    file makes the same site again, and never for a download.
    """
    today = clock.now().date()
    chunks = (with_meetings(groups, today, with_calls=with_calls) for groups in listed_in_chunks())
    return PIECES[file_format](shared_words(on=today), chunks)


def export_group(*, initiative: Initiative, file_format: str = "portal") -> bytes:
    """One listed group, without the addresses of its calls: a file for a catalogue that has its
    parent already."""
    today = clock.now().date()
    words = group_catalog(initiative, on=today)
    entries = with_meetings([initiative], today, with_calls=False)
    return b"".join(PIECES[file_format](words, [entries]))


def with_meetings(
    groups: list[Initiative], today: date, *, with_calls: bool
) -> tuple[CatalogEntry, ...]:
    meetings = meeting_entries([initiative.pk for initiative in groups])
    if not with_calls:
        meetings = {
            pk: tuple(replace(one, join_url="") for one in told) for pk, told in meetings.items()
        }
    return tuple(
        replace(entry_of(initiative, on=today), meetings=meetings.get(initiative.pk, ()))
        for initiative in groups
    )
