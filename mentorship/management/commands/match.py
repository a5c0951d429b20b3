import contextlib
import json
import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from mentorship.core.assignment import OutOfRange
from mentorship.core.certificate import NotOptimal
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance_reading import InstanceRefused, read_instance
from mentorship.core.json_reading import MAX_BYTES, shown
from mentorship.core.matching import solve
from mentorship.core.processes import processors
from mentorship.core.result import result_tree

REFUSED = 1
LONG = 100_000  # pairs
HUGE = 20_000_000


class Command(BaseCommand):
    help = "Matches the mentees and mentors of a JSON file. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("instance", type=Path, metavar="INSTANCE.json")
        parser.add_argument("--out", type=Path, metavar="RESULT.json")

    def handle(self, *, instance, out, **options):
        try:
            with instance.open("rb") as file:
                read = read_instance(file.read(MAX_BYTES + 1))
            result = self.solve(read)
            text = json.dumps(result_tree(result), indent=1) + "\n"
            if out:
                write_whole(out, text)
        except (InstanceRefused, OutOfRange, NotOptimal, QuotaOutOfReach) as refusal:
            self.refuse(str(refusal))
        except OSError as error:
            self.refuse(f"{error.filename or instance}: {error.strerror}")
        except MemoryError:
            self.refuse("There is not enough memory for so many pairs.")
        for pair in result.pairs:
            if pair.broken_rules:
                broken = ", ".join(pair.broken_rules)
                self.stderr.write(
                    f"Locked although it breaks a rule: {shown(pair.mentee)} with"
                    f" {shown(pair.mentor)} ({broken})."
                )
        if not out:
            with contextlib.suppress(BrokenPipeError):
                self.stdout.write(text, ending="")

    def solve(self, instance):
        """Long work says how far it is, and huge work takes every processor."""
        mentees, pairs = len(instance.mentees), len(instance.mentees) * len(instance.mentors)
        if pairs <= LONG:
            return solve(instance)
        told = set()

        def tell_part(scored):
            tenths = 10 * scored // mentees
            if pairs > HUGE and tenths not in told:
                told.add(tenths)
                self.stderr.write(f"  {scored:,} of {mentees:,} mentees")

        workers = processors() if pairs > HUGE else 1
        return solve(instance, workers=workers, on_stage=self.tell_stage, on_scored=tell_part)

    def tell_stage(self, stage):
        self.stderr.write(f"{stage} …")

    def refuse(self, message):
        self.stderr.write(f"{message}\nNothing was written.")
        sys.exit(REFUSED)


def write_whole(path: Path, text: str) -> None:
    """All of it or nothing: an old result stays until the new one is there."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        error.filename = str(path)
        raise
