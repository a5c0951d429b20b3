"""The name on a credential is its holder's: they choose it, change it and take it off."""

from django.db import transaction

from portal.credentials.models import Credential
from portal.kit import audit
from portal.people.models import User


class NotTheirs(Exception):
    """Only the holder decides about the name."""


class NoName(Exception):
    """There is nothing to show."""


@transaction.atomic
def show_name(*, credential: Credential, name: str, by: User) -> None:
    """Everybody who has the link reads it from now on. Raises NotTheirs, NoName."""
    if not name.strip():
        raise NoName
    write(credential, by, {"name": name.strip(), "is_name_shown": True}, "credential.named")


@transaction.atomic
def hide_name(*, credential: Credential, by: User) -> None:
    """The page says “a person who …” from now on; the name is kept nowhere. Safe to repeat.

    Raises NotTheirs.
    """
    write(credential, by, {"name": "", "is_name_shown": False}, "credential.unnamed")


def write(credential: Credential, by: User, changes: dict[str, object], verb: str) -> None:
    """The trail knows that, never which name."""
    if not Credential.objects.filter(pk=credential.pk, holder=by).update(**changes):
        raise NotTheirs
    audit.record(by=by, verb=verb, on=credential, is_on_pages=False)


def forget_names(*, person: User) -> None:
    """Who erases their account takes their name and their link along; what was issued stays, of
    nobody."""
    Credential.objects.filter(holder=person).update(name="", is_name_shown=False, evidence="")
