import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from portal.core.record_chain import Head, first_broken
from portal.kit.locks import hold
from portal.record.actions.head import public_half
from portal.record.models import triggers
from portal.record.queries.record import heads, how_many, sealed_entries
from portal.record.queries.standing import account_of_tables


class Command(BaseCommand):
    help = (
        "Recompute the record from its first entry and check every signed head of it, then "
        "whether the tables still say what it says. Exit 1 and the first bad entry, or every row "
        "that is not as it was written."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--heads",
            type=Path,
            help="Heads that somebody kept (a copy of /record/heads.json), checked as well.",
        )

        parser.add_argument(
            "--guard", action="store_true", help="Put triggers back that are missing, then check."
        )

    def handle(self, *args, **options):
        if options["guard"]:
            with transaction.atomic():
                triggers.unguard(connection)
                triggers.guard(connection)
        own = [head.as_signed for head in heads()]
        known = {public_half(), *settings.RECORD_KEYS_BEFORE}
        if foreign := next((head for head in own if head.key not in known), None):
            raise CommandError(
                f"The head of {foreign.day} is signed with a key that is not this portal's: "
                f"{foreign.key}. If it was, name it in RECORD_KEYS_BEFORE; else somebody wrote the "
                "record anew."
            )
        broken = first_broken(sealed_entries(), [*own, *kept(options["heads"])])
        if broken:
            place = "" if broken.number is None else f"Entry {broken.number}: "
            raise CommandError(place + broken.why)
        if not triggers.is_guarded(connection):
            raise CommandError(
                "The record is whole, but the triggers that guard it are missing. Find out why, "
                "then put them back with --guard."
            )
        with transaction.atomic():
            hold("record")
            told = account_of_tables()
        if told.problems:
            problems = "\n".join(told.problems)
            raise CommandError(f"The record is whole, and the tables differ from it.\n{problems}")
        covered = max((head.number for head in own), default=0)
        count = how_many()
        self.stdout.write(
            f"{count} entries, all as they were written; {len(own)} signed heads, "
            f"{count - covered} entries that no head covers yet."
        )
        self.stdout.write(
            f"{told.alike} rows say what it says, {told.earlier} are older than what it tells of "
            "their sort."
        )


def kept(path: Path | None) -> list[Head]:
    """Raises CommandError with the name of the file for one that is no list of heads."""
    if path is None:
        return []
    try:
        listed = json.loads(path.read_text())["heads"]
        return [Head(**{key: one[key] for key in Head.__dataclass_fields__}) for one in listed]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise CommandError(f"{path}: no list of heads ({problem}).") from problem
