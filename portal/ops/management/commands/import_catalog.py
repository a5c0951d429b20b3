import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from rich.console import Console
from rich.progress import Progress

from initiatives.core.catalog_file import FORMATS
from initiatives.core.catalog_report import FileError, FileRefused, Report
from portal.ops.catalog import import_catalog
from portal.ops.health import readiness_problem

REFUSED = 1
DATABASE_SAYS = {
    "database": "The database does not answer.",
    "schema": "Migrations are waiting. Run `python manage.py migrate`.",
    None: "Another import is running. Run this one again when it is done.",
}


class Command(BaseCommand):
    help = "Imports groups, roles and meetings from a YAML file or a folder. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", choices=FORMATS, default="auto", dest="file_format")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report all")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, path, file_format, dry_run, report, **options):
        try:
            done = self.run_import(path, file_format, dry_run=dry_run, quiet=report == "json")
        except FileRefused as refusal:
            done = Report(errors=refusal.errors)
        except DatabaseError:
            message = DATABASE_SAYS[readiness_problem()]
            error = FileError(where=path.name, line=0, field="", message=message)
            done = Report(errors=(error,))
        if report == "json":
            self.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=1))
        else:
            self.tell(done, dry_run=dry_run)
        if done.errors:
            sys.exit(REFUSED)

    def run_import(self, path, file_format, *, dry_run, quiet):
        console = Console(stderr=True)
        with Progress(
            console=console, transient=True, disable=quiet or not console.is_terminal
        ) as p:
            task = p.add_task("Groups and meetings", total=None)
            return import_catalog(
                path=path,
                by=None,
                file_format=file_format,
                dry_run=dry_run,
                on_plan=lambda total: p.update(task, total=total),
                on_group=lambda slug: p.advance(task),
            )

    def tell(self, report, *, dry_run):
        if report.errors:
            for error in report.errors:
                self.stderr.write(str(error))
            self.stderr.write("Nothing was written.")
            return
        for question in report.questions:
            self.stdout.write(f"? {question.where}: {question.ask}\n    {question.text}")
        for one in report.left_out:
            self.stdout.write(f"- left out: {one.what} ({one.count})")
        for conflict in report.conflicts:
            said = f"ours {conflict.ours!r}, theirs {conflict.theirs!r}"
            self.stdout.write(f"! {conflict.what}: {said} ({' / '.join(conflict.sources)})")
        self.stdout.write(
            f"{'Would be: ' if dry_run else ''}{report.created} created, {report.updated} updated,"
            f" {report.unchanged} unchanged, {report.names_left_out} names left out,"
            f" {len(report.questions)} questions, {len(report.conflicts)} conflicts."
        )
