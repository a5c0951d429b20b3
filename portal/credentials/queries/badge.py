"""A credential as a badge that its holder carries away: Open Badges 3.0, a W3C credential.

It says what the page says, with the name as it stands on it at that moment, and nothing else: no
mail address, no account, and as evidence only the link its holder ticked for this badge. The holder
is named by the page, so that badges of one person cannot be joined.
"""

from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.text import capfirst

from portal.core.signed_json import instant
from portal.core.status_bits import LENGTH
from portal.credentials.models import CRITERIA, Credential, Kind
from portal.credentials.queries.issuer import issuer_did, signed
from portal.kit.addresses import absolute

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def as_badge(credential: Credential, *, now: datetime) -> dict[str, object]:
    """Signed now, with today's key. No query."""
    page = absolute("credentials:verify", credential.public_id)
    number, place = divmod(credential.status_place, LENGTH)
    revoked = absolute("credentials:revoked", number)
    document = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": page,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": credential.title,
        "description": f"{credential.given_by}: {credential.what}",
        "issuer": {
            "id": issuer_did(),
            "type": ["Profile"],
            "name": settings.FOUNDATION_NAME,
            "url": f"{settings.PORTAL_BASE_URL}/",
        },
        "validFrom": instant(credential.issued_at),
        "credentialSubject": {
            "id": f"{page}#holder",
            "type": ["AchievementSubject"],
            "activityStartDate": first_minute(credential.first_day),
            "activityEndDate": first_minute(credential.last_day),
            "achievement": achievement(credential),
            **name_of(credential),
        },
        "credentialStatus": {
            "id": f"{revoked}#{place}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(place),
            "statusListCredential": revoked,
        },
        **evidence_of(credential),
    }
    return signed(document, at=now)


def achievement(credential: Credential) -> dict[str, Any]:
    """The same of everybody who was told the same thing: another edition of a path, or other words,
    is another one."""
    kind = Kind(credential.kind)
    where = f"{settings.PORTAL_BASE_URL}/{kind}/{credential.about}"
    return {
        "id": uuid5(NAMESPACE_URL, f"{where}#{credential.title}#{credential.what}").urn,
        "type": ["Achievement"],
        "name": credential.title,
        "description": capfirst(credential.what),
        "criteria": {
            "id": f"{absolute('credentials:badges')}#{kind}",
            "narrative": str(CRITERIA[kind]),
        },
    }


def name_of(credential: Credential) -> dict[str, Any]:
    """Nothing where the holder shows none."""
    if not credential.shown_name:
        return {}
    named = {"identityType": "name", "identityHash": credential.shown_name, "hashed": False}
    return {"identifier": [{"type": "IdentityObject", **named}]}


def evidence_of(credential: Credential) -> dict[str, Any]:
    """Nothing where the holder ticked nothing."""
    if not credential.evidence:
        return {}
    return {"evidence": [{"id": credential.evidence, "type": ["Evidence"]}]}


def first_minute(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
