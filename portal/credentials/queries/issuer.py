"""Who signs badges, under which keys: a DID that is an address of this portal (did:web)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from portal.core.signed_json import instant, multikey, sign
from portal.credentials.models import SigningKey


def issuer_did() -> str:
    return "did:web:" + urlsplit(settings.PORTAL_BASE_URL).netloc.replace(":", "%3A")


def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.CREDENTIAL_KEY)


def signed(document: Mapping[str, object], *, at: datetime) -> dict[str, object]:
    return sign(document, key=signing_key(), issuer=issuer_did(), at=at)


def did_document() -> dict[str, Any]:
    """All keys so far: also today's, which the next `tick` keeps. One query."""
    did = issuer_did()
    withdrawn = {key.public: key.withdrawn_at for key in SigningKey.objects.all()}
    withdrawn.setdefault(multikey(signing_key()), None)
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "alsoKnownAs": [f"{settings.PORTAL_BASE_URL}/"],
        "verificationMethod": [
            {
                "id": f"{did}#{public}",
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": public,
                **({"revoked": instant(since)} if since else {}),
            }
            for public, since in withdrawn.items()
        ],
        "assertionMethod": [
            f"{did}#{public}" for public, since in withdrawn.items() if since is None
        ],
    }
