"""One catalogue file, two slices: groups and their meetings come and go in one transaction."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from events.actions.meetings import import_meetings
from events.queries.meeting_entries import meeting_entries
from initiatives.actions.catalog import import_groups
from initiatives.actions.role import taken_down_fingerprints
from initiatives.core.catalog_entry import Catalog
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_redaction import without_names
from initiatives.core.catalog_report import FileError, FileRefused, Report
from initiatives.core.catalog_writer import write_portal
from initiatives.core.yaml_tree import MAX_BYTES
from initiatives.models import Initiative
from initiatives.queries.catalog_entries import public_catalog
from portal.people.models import User

MOST_FILES = 200
YAML_ENDINGS = (".yaml", ".yml")


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
    catalog = read_catalog(read_files(path), file_format=file_format)
    with_meetings = [entry for entry in catalog.initiatives if entry.meetings]
    on_plan(len(catalog.initiatives) + len(with_meetings))
    with transaction.atomic():
        report = import_groups(catalog=catalog, where=path.name, by=by, on_group=on_group)
        report += import_all_meetings(catalog, path.name, by, on_group)
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
    report = Report()
    for entry in catalog.initiatives:
        if not entry.meetings:
            continue
        meetings = tuple(without_names(meeting, fingerprints) for meeting in entry.meetings)
        try:
            report += import_meetings(initiative=groups[entry.slug], meetings=meetings, by=by)
        except FileRefused as refusal:
            raise FileRefused(*(replace(e, where=where) for e in refusal.errors)) from refusal
        on_group(entry.slug)
    return report


def read_files(path: Path) -> tuple[tuple[str, bytes], ...]:
    """The file, or every YAML file of the folder by name. Never more than a file may hold."""
    if path.is_dir():
        paths = sorted(p for p in path.iterdir() if p.suffix in YAML_ENDINGS and p.is_file())
        if not paths:
            raise refused(path, "There is no .yaml file in this folder.")
        if len(paths) > MOST_FILES:
            raise refused(path, f"There are more than {MOST_FILES} files in this folder.")
    else:
        paths = [path]
    return tuple((one.name, read_bounded(one)) for one in paths)


def read_bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refused(path, f"It can't be read: {error.strerror}.") from error


def refused(path: Path, message: str) -> FileRefused:
    return FileRefused(FileError(where=path.name, line=0, field="", message=message))


def export_catalog() -> bytes:
    """All public catalogue facts in the portal format."""
    catalog = public_catalog()
    ids = dict(Initiative.objects.listed().values_list("slug", "pk"))
    meetings = meeting_entries(list(ids.values()))
    return write_portal(
        replace(
            catalog,
            initiatives=tuple(
                replace(entry, meetings=meetings.get(ids[entry.slug], ()))
                for entry in catalog.initiatives
            ),
        )
    )
