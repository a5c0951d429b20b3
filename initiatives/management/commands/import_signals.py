import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from initiatives.actions.trusted_signal import record_signals
from initiatives.core.catalog_report import FileError, FileRefused, Report
from initiatives.core.signal_reading import read_signals
from initiatives.models import Initiative
from portal.kit import clock
from portal.kit.fetch import FetchFailed, FetchRefused, fetch

MAX_BYTES = 4 << 20
REFUSED = 1


class Command(BaseCommand):
    help = (
        "Reads a Scorecard result, a Best Practices badge (JSON) or a security-insights.yml, from "
        "a file or an address. An address is read again every week by `tick`."
    )

    def add_arguments(self, parser):
        parser.add_argument("path_or_url")
        parser.add_argument("--initiative", required=True, help="slug of the group it is about")
        parser.add_argument("--dry-run", action="store_true", help="write nothing, report all")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, path_or_url, initiative, dry_run, report, **options):
        group = Initiative.objects.filter(slug=initiative).first()
        if group is None:
            raise CommandError(f"There is no group {initiative!r}.", returncode=2)
        try:
            done = self.take_in(path_or_url, group, dry_run=dry_run)
        except FileRefused as refusal:
            done = Report(errors=refusal.errors)
        if report == "json":
            self.stdout.write(json.dumps(done.as_json(), ensure_ascii=False, indent=1))
        elif done.errors:
            for error in done.errors:
                self.stderr.write(str(error))
            self.stderr.write("Nothing was written.")
        else:
            said = f"{done.created} created, {done.updated} updated, {done.unchanged} unchanged."
            self.stdout.write(f"{'Would be: ' if dry_run else ''}{said}")
        if done.errors:
            sys.exit(REFUSED)

    @transaction.atomic
    def take_in(self, place: str, group: Initiative, *, dry_run: bool) -> Report:
        is_address = place.startswith(("http://", "https://"))
        readings = read_signals(fetched(place) if is_address else from_file(place), where=place)
        created, updated, unchanged = record_signals(
            initiative=group,
            readings=readings,
            by=None,
            now=clock.now(),
            read_from=place if is_address else "",
        )
        transaction.set_rollback(dry_run)
        return Report(created=created, updated=updated, unchanged=unchanged)


def fetched(address: str) -> bytes:
    try:
        answer = fetch(address, max_bytes=MAX_BYTES)
    except (FetchRefused, FetchFailed) as refusal:
        raise refused(address, str(refusal)) from None
    if not answer.is_ok:
        raise refused(address, f"The address answers with {answer.status}.")
    return answer.body


def from_file(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise refused(path, f"It can't be read: {getattr(problem, 'strerror', '')}.") from None


def refused(where: str, message: str) -> FileRefused:
    return FileRefused(FileError(where=where, line=0, field="", message=message))
