"""What a stranger with the link learns of a credential, for their eyes and for their program."""

from typing import Any

from portal.credentials.models import Credential
from portal.kit.addresses import absolute


def as_facts(credential: Credential) -> dict[str, Any]:
    """No address, no account, nothing beyond what the page says."""
    return {
        "id": str(credential.public_id),
        "url": absolute("credentials:verify", credential.public_id),
        "status": "valid" if credential.is_valid else "revoked",
        "kind": credential.kind,
        "title": credential.title,
        "what": credential.what,
        "given_by": credential.given_by,
        "first_day": credential.first_day.isoformat(),
        "last_day": credential.last_day.isoformat(),
        "issued_on": credential.issued_at.date().isoformat(),
        "revoked_on": credential.revoked_at.date().isoformat() if credential.revoked_at else None,
        "reason": credential.revoked_reason or None,
        "name": credential.shown_name or None,
        "evidence": credential.evidence or None,
        "holder": "present" if credential.holder_id else "erased",
    }
