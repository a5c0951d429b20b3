from django.db.models import QuerySet

from portal.credentials.models import Credential
from portal.people.models import User


def own_credentials(*, person: User) -> QuerySet[Credential]:
    """The latest first."""
    return Credential.objects.filter(holder=person)


def credentials_about(*, kind: str, about: str) -> dict[int, Credential]:
    """By their holders. One query."""
    rows = Credential.objects.filter(kind=kind, about=about, holder__isnull=False)
    return {row.holder_id: row for row in rows if row.holder_id}


def revoked_holders(*, kind: str, about: str) -> QuerySet[Credential, int]:
    """For a filter: no query of its own."""
    rows = Credential.objects.filter(kind=kind, about=about, revoked_at__isnull=False)
    return rows.filter(holder__isnull=False).values_list("holder", flat=True)
