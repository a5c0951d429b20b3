import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from initiatives.core.catalog_report import FileError, FileRefused, Report
from initiatives.core.yaml_tree import MAX_BYTES
from mentorship.proposals.actions.projects_import import import_projects
from mentorship.proposals.core.projects_file import read_projects
from mentorship.proposals.models import Call
from portal.kit import clock

REFUSED = 1
NO_DATABASE = "The database does not answer, or migrations are waiting. Nothing was written."


class Command(BaseCommand):
    help = "Imports a term's list of projects for a cohort. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--cohort", required=True, metavar="KEY")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report all")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, path, cohort, dry_run, report, **options):
        try:
            done = import_projects(
                call=call_of(cohort, path),
                entries=read_projects(read_bounded(path), where=path.name),
                where=path.name,
                by=None,
                now=clock.now(),
                dry_run=dry_run,
            )
        except FileRefused as refusal:
            done = Report(errors=refusal.errors)
        except DatabaseError:
            done = Report(errors=(whole_file(path, NO_DATABASE),))
        if report == "json":
            self.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=1))
        else:
            self.tell(done, dry_run=dry_run)
        if done.errors:
            sys.exit(REFUSED)

    def tell(self, report, *, dry_run):
        for error in report.errors:
            self.stderr.write(str(error))
        if report.errors:
            self.stderr.write("Nothing was written.")
            return
        for conflict in report.conflicts:
            said = f"ours {conflict.ours}, theirs {conflict.theirs}"
            self.stdout.write(f"! {conflict.what}: {said} ({' / '.join(conflict.sources)})")
        self.stdout.write(
            f"{'Would be: ' if dry_run else ''}{report.created} created, {report.updated} updated,"
            f" {report.unchanged} unchanged, {report.skipped} left out."
        )


def call_of(key: str, path: Path) -> Call:
    found = Call.objects.select_related("cohort__program").filter(cohort__key=key).first()
    if found is None:
        raise FileRefused(whole_file(path, f"No cohort called “{key}” asks for projects."))
    return found


def read_bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileRefused(whole_file(path, f"It can't be read: {error.strerror}.")) from error


def whole_file(path: Path, message: str) -> FileError:
    return FileError(where=path.name, line=0, field="", message=message)
