import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from initiatives.core.catalog_report import FileError, FileRefused, Report
from mentorship.actions.people_import import import_people
from mentorship.core.people_csv import MAX_BYTES, ROLES, read_people
from mentorship.models import Cohort
from portal.kit import clock

REFUSED = 1
NO_DATABASE = "The database does not answer, or migrations are waiting. Nothing was written."


class Command(BaseCommand):
    help = "Imports applications for a cohort from a CSV file. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--cohort", required=True, metavar="KEY")
        parser.add_argument("--role", required=True, choices=ROLES, help="of lines that name none")
        parser.add_argument("--last-wins", action="store_true", help="of lines about one person")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report all")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, path, cohort, role, last_wins, dry_run, report, **options):
        try:
            row = cohort_of(cohort, path)
            done = import_people(
                cohort=row,
                people=read_people(
                    read_bounded(path), where=path.name, role=role, last_wins=last_wins
                ),
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
        if report.errors:
            for error in report.errors:
                self.stderr.write(str(error))
            self.stderr.write("Nothing was written.")
            return
        for conflict in report.conflicts:
            said = f"ours {conflict.ours}, theirs {conflict.theirs}"
            self.stdout.write(f"! {conflict.what}: {said} ({' / '.join(conflict.sources)})")
        self.stdout.write(
            f"{'Would be: ' if dry_run else ''}{report.created} created, {report.updated} updated,"
            f" {report.unchanged} unchanged, {report.skipped} left out,"
            f" {len(report.conflicts)} conflicts."
        )


def cohort_of(key: str, path: Path) -> Cohort:
    found = Cohort.objects.select_related("program").filter(key=key).first()
    if found is None:
        raise FileRefused(whole_file(path, f"No cohort is called “{key}”."))
    return found


def read_bounded(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileRefused(whole_file(path, f"It can't be read: {error.strerror}.")) from error


def whole_file(path: Path, message: str) -> FileError:
    return FileError(where=path.name, line=0, field="", message=message)
