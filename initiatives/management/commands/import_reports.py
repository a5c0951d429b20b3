import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from initiatives.actions.report import import_reports
from initiatives.core.catalog_report import FileError, FileRefused, Report
from initiatives.core.report_csv import read_reports

MAX_BYTES = 8 << 20
REFUSED = 1


class Command(BaseCommand):
    help = (
        "Reads which groups filed a report about which quarter, from a CSV file with the columns "
        "quarter, ti (name of the group) and filed_on; ti_as_filed, path, commit and pr may stand "
        "beside them. Names that no group has are questions; nothing is guessed."
    )

    def add_arguments(self, parser):
        parser.add_argument("path")
        parser.add_argument(
            "--below", default="", help="address that the paths of the file stand below"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report all")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, path, below, dry_run, report, **options):
        try:
            done = self.take_in(path, below, dry_run=dry_run)
        except FileRefused as refusal:
            done = Report(errors=refusal.errors)
        if report == "json":
            self.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=1))
        else:
            self.say(done, dry_run=dry_run)
        if done.errors:
            sys.exit(REFUSED)

    def say(self, done, *, dry_run):
        if done.errors:
            for error in done.errors:
                self.stderr.write(str(error))
            self.stderr.write("Nothing was written.")
            return
        said = f"{done.created} created, {done.updated} updated, {done.unchanged} unchanged."
        self.stdout.write(f"{'Would be: ' if dry_run else ''}{said}")
        for question in done.questions:
            self.stdout.write(f"Question, {question.where}: {question.text}. {question.ask}")

    @transaction.atomic
    def take_in(self, path, below, *, dry_run):
        if below and not below.startswith(("https://", "http://")):
            raise refused("--below", "An address begins with https://.")
        lines = read_reports(content_of(path), where=Path(path).name, below=below)
        done = import_reports(lines=lines, by=None)
        transaction.set_rollback(dry_run)
        return done


def content_of(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise refused(path, f"It can't be read: {getattr(problem, 'strerror', '')}.") from None
    if len(content) > MAX_BYTES:
        raise refused(path, f"Larger than {MAX_BYTES >> 20} MB.")
    return content


def refused(where: str, message: str) -> FileRefused:
    return FileRefused(FileError(where=where, line=0, field="", message=message))
