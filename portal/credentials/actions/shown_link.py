"""A link to what they made, on a credential and in its badge: its holder's to put there, or not."""

from django.db import transaction

from portal.credentials.models import Credential
from portal.people.models import User

from .shown_name import write


@transaction.atomic
def show_link(*, credential: Credential, link: str, by: User) -> None:
    """On the page, and in each badge that is fetched from now on. Raises NotTheirs."""
    write(credential, by, {"evidence": link}, "credential.evidence_shown")


@transaction.atomic
def hide_link(*, credential: Credential, by: User) -> None:
    """It is kept nowhere; a badge that was fetched before keeps it. Safe to repeat.

    Raises NotTheirs.
    """
    write(credential, by, {"evidence": ""}, "credential.evidence_hidden")
