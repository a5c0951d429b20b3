"""The one place that decides 404: whoever holds the link reads a credential, its holder alone
changes what it shows."""

from uuid import UUID

from django.http import Http404

from portal.credentials.models import Credential
from portal.people.models import User


def find_credential(public_id: str) -> Credential | None:
    """None for what no credential is called, however it is written."""
    try:
        key = UUID(public_id)
    except ValueError:
        return None
    return Credential.objects.filter(public_id=key).first() if str(key) == public_id else None


def get_own_credential(user: User, public_id: UUID) -> Credential:
    """Raises Http404."""
    credential = Credential.objects.filter(public_id=public_id, holder=user.pk).first()
    if credential is None:
        raise Http404
    return credential
