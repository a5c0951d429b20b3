import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from events.actions.calendar_source import (
    NotRead,
    host_of,
    import_calendar,
    read_address,
    read_bytes,
)
from events.core.calendar_report import CalendarReport
from events.core.content_lines import MAX_BYTES
from events.models import CalendarSource
from initiatives.core.catalog_report import FileError
from initiatives.models import Initiative
from portal.kit import clock

REFUSED = 1
WRONG_USAGE = 2
WEB = ("https://", "http://", "webcal://")


class Command(BaseCommand):
    help = "Imports the meetings of an iCalendar file or address. Again, it syncs what changed."

    def add_arguments(self, parser):
        parser.add_argument("path", metavar="PATH_OR_URL")
        parser.add_argument("--initiative", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report all")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, path, initiative, dry_run, report, **options):
        try:
            done = self.run_import(path, initiative, dry_run=dry_run)
        except NotRead as refused:
            done = unusable(path, str(refused))
        except DatabaseError:
            done = unusable(path, "The database does not answer, or migrations are waiting.")
        if report == "json":
            self.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=1))
        else:
            self.tell(done, dry_run=dry_run)
        if is_refused(done):
            sys.exit(REFUSED)

    def run_import(self, path, slug, *, dry_run):
        group = Initiative.objects.filter(slug=slug).first()
        if group is None:
            raise CommandError(f"There is no group “{slug}”.", returncode=WRONG_USAGE)
        if path.startswith(WEB):
            url = path.replace("webcal://", "https://", 1)
            known = CalendarSource.objects.filter(initiative=group, url=url).first()
            zone = known.default_tzid if known else ""
            copy, key = read_address(url=url, known=known, zone=zone), {"url": url}
        else:
            copy, key = read_bytes(raw=content_of(Path(path))), {"name": Path(path).name}
        return import_calendar(initiative=group, copy=copy, now=clock.now(), dry_run=dry_run, **key)

    def tell(self, report, *, dry_run):
        for error in report.errors:
            self.stderr.write(str(error))
        if is_refused(report):
            self.stderr.write("Nothing was written.")
            return
        for question in report.questions:
            self.stdout.write(f"? {question.where}: {question.ask}\n    {question.text}")
        for warning in report.warnings:
            self.stdout.write(f"! {warning}")
        self.stdout.write(
            f"{'Would be: ' if dry_run else ''}{report.created} created, {report.updated} updated,"
            f" {report.unchanged} unchanged, {report.skipped} over or cancelled,"
            f" {report.vanished} no longer in the calendar, {len(report.questions)} questions,"
            f" {len(report.errors)} left out."
        )


def is_refused(report) -> bool:
    """Not one event could be used. What is wrong with single events leaves the others in."""
    used = report.created + report.updated + report.unchanged + report.skipped
    return bool(report.errors) and not used


def unusable(path: str, message: str) -> CalendarReport:
    """Of an address only the host is repeated: the rest may be a key."""
    where = host_of(url=path) if path.startswith(WEB) else Path(path).name[:100]
    error = FileError(where=where, line=0, field="", message=message)
    return CalendarReport(errors=(error,))


def content_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotRead(f"It can't be read: {error.strerror}.") from error
