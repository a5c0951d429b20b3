import contextlib
import errno
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from django.core.management.base import BaseCommand

from mentorship.core.assignment import OutOfRange
from mentorship.core.certificate import NotOptimal
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance_reading import InstanceRefused, read_instance
from mentorship.core.json_reading import MAX_BYTES, shown
from mentorship.core.matching import TOLD_TO_ALL, UnknownPerson, solve
from mentorship.core.processes import processors
from mentorship.core.result import result_tree
from mentorship.core.teams import teams_tree, teams_wanted
from mentorship.core.told import told_to_everybody

REFUSED = 1
LONG = 100_000  # pairs
HUGE = TOLD_TO_ALL


class Command(BaseCommand):
    help = "Matches the mentees and mentors of a JSON file, in pairs or teams. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("instance", type=Path, metavar="INSTANCE.json")
        parser.add_argument("--out", type=Path, metavar="RESULT.json")
        parser.add_argument(
            "--ask",
            action="append",
            default=[],
            metavar="MENTEE",
            help="tell of this mentee all that would help, hours too; may be repeated",
        )
        parser.add_argument(
            "--told",
            type=Path,
            metavar="TOLD.json",
            help="write what each mentee and mentor may be told of the pairs",
        )
        parser.add_argument(
            "--seconds",
            type=float,
            default=10.0,
            help="how long to look for better teams, where the file asks for teams",
        )

    def handle(self, *, instance, out, ask, told, seconds, **options):
        try:
            with instance.open("rb") as file:
                read = read_instance(file.read(MAX_BYTES + 1))
            if read.teams and (ask or told):
                self.refuse("--ask and --told are about pairs, and this file asks for teams.")
            if out and told and out.resolve() == told.resolve():
                self.refuse("--out and --told are the same file.")
            files = {}
            if read.teams:
                tree = self.teams(read, seconds)
            else:
                result = self.pairs(read, ask)
                tree = result_tree(result)
                if told:
                    files[told] = lines_of(told_to_everybody(read, result))
            text = lines_of(tree)
            if out:
                files[out] = text
            write_whole(files)
        except (InstanceRefused, OutOfRange, NotOptimal, QuotaOutOfReach) as refusal:
            self.refuse(str(refusal))
        except UnknownPerson as unknown:
            self.refuse(f"There is no mentee {shown(unknown.args[0])}.")
        except OSError as error:
            self.refuse(f"{error.filename or instance}: {error.strerror}")
        except MemoryError:
            self.refuse("There is not enough memory for so many pairs.")
        if not out:
            with contextlib.suppress(BrokenPipeError):
                self.stdout.write(text, ending="")

    def pairs(self, instance, asked):
        result = self.solve(instance, asked)
        for pair in result.pairs:
            if pair.broken_rules:
                broken = ", ".join(pair.broken_rules)
                self.stderr.write(
                    f"Locked although it breaks a rule: {shown(pair.mentee)} with"
                    f" {shown(pair.mentor)} ({broken})."
                )
        return result

    def teams(self, instance, seconds):
        found = teams_wanted(instance, seconds=seconds)
        if not found.optimal:
            self.stderr.write(
                f"After {seconds:g} seconds there may be better teams: of at most"
                f" {found.most_placed} mentees."
            )
        return teams_tree(instance, found)

    def solve(self, instance, asked):
        """Long work says how far it is, and huge work takes every processor."""
        mentees, pairs = len(instance.mentees), len(instance.mentees) * len(instance.mentors)
        if pairs <= LONG:
            return solve(instance, asked=asked)
        told = set()

        def tell_part(scored):
            tenths = 10 * scored // mentees
            if pairs > HUGE and tenths not in told:
                told.add(tenths)
                self.stderr.write(f"  {scored:,} of {mentees:,} mentees")

        result = solve(
            instance,
            asked=asked,
            workers=processors() if pairs > HUGE else 1,
            on_stage=self.tell_stage,
            on_scored=tell_part,
        )
        if pairs > TOLD_TO_ALL and not asked:
            self.stderr.write(
                "Of so many people places and points that would help are told of those asked"
                " about: --ask MENTEE."
            )
        return result

    def tell_stage(self, stage):
        self.stderr.write(f"{stage} …")

    def refuse(self, message):
        self.stderr.write(f"{message}\nNothing was written.")
        sys.exit(REFUSED)


def lines_of(tree: object) -> str:
    return json.dumps(tree, indent=1) + "\n"


def write_whole(files: Mapping[Path, str]) -> None:
    """Every file or none, and all of each: old ones stay until all new ones are there."""
    unfinished: dict[Path, Path] = {}
    try:
        for path, text in files.items():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            unfinished[path] = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
            unfinished[path].write_text(text, encoding="utf-8")
        for path, new in unfinished.items():
            new.replace(path)
    except OSError as error:
        for new in unfinished.values():
            with contextlib.suppress(OSError):
                new.unlink()
        error.filename = str(path)
        raise
