from typing import Any

from portal.credentials.models import Credential
from portal.people.models import User


def credentials_of_person(*, person: User) -> list[dict[str, Any]]:
    """One query."""
    return [
        {
            "public_id": str(row.public_id),
            "kind": row.kind,
            "title": row.title,
            "what": row.what,
            "given_by": row.given_by,
            "first_day": row.first_day,
            "last_day": row.last_day,
            "name": row.name,
            "is_name_shown": row.is_name_shown,
            "evidence": row.evidence,
            "issued_at": row.issued_at,
            "revoked_at": row.revoked_at,
            "revoked_reason": row.revoked_reason,
            "status_place": row.status_place,
        }
        for row in Credential.objects.filter(holder=person)
    ]
