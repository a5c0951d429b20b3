from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from initiatives.actions.role import take_down_name


class Command(BaseCommand):
    help = (
        "Takes a published name down at its bearer's request, from every group and for good: "
        "no import brings it back. The seats stay, marked as withdrawn."
    )

    def add_arguments(self, parser):
        parser.add_argument("--name", default="", help="the name as published, any spelling")
        parser.add_argument("--handle", default="", help="the handle as published")
        parser.add_argument("--reason", required=True, help="kept in the audit trail; no names")

    def handle(self, *, name, handle, reason, **options):
        if not name and not handle:
            raise CommandError("Say which --name or --handle.", returncode=2)
        try:
            seats = take_down_name(name=name, handle=handle, by=None, reason=reason)
        except OperationalError:
            raise CommandError(
                "An import is running, or the database does not answer. Try again in a minute."
            ) from None
        self.stdout.write(f"{seats} seats withdrawn. Later imports leave this name out.")
