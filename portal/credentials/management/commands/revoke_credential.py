from django.core.management.base import BaseCommand, CommandError

from portal.credentials.access import find_credential
from portal.credentials.actions.credential import AlreadyRevoked, NoReason, revoke_credential
from portal.credentials.models import LONGEST_REASON
from portal.kit import clock
from portal.people.models import User


class Command(BaseCommand):
    help = (
        "Take a certificate back, of a path above all: those of a program are revoked at its desk. "
        "Its page shows the day and the reason from then on, and its holder is told."
    )

    def add_arguments(self, parser):
        parser.add_argument("credential", help="the last part of its address, behind /verify/")
        parser.add_argument("--by", required=True, help="username of who decided it")
        parser.add_argument("--reason", required=True, help="as strangers read it for good")

    def handle(self, *args, **options):
        credential = find_credential(options["credential"])
        if credential is None:
            raise CommandError(f"{options['credential']}: no certificate is called that.")
        by = User.objects.filter(username=options["by"], is_active=True).first()
        if by is None:
            raise CommandError(f"{options['by']}: nobody has that username.")
        if len(options["reason"]) > LONGEST_REASON:
            raise CommandError(f"At most {LONGEST_REASON} characters of reason.")
        try:
            revoke_credential(
                credential=credential, by=by, reason=options["reason"], now=clock.now()
            )
        except NoReason as refusal:
            raise CommandError("Say why: a reason of blanks is none.") from refusal
        except AlreadyRevoked as refusal:
            raise CommandError("It was revoked before.") from refusal
        self.stdout.write(f"Revoked: {credential.title}.")
