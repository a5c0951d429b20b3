"""Which badges were revoked, for programs that check many and tell us of none."""

from datetime import datetime, timedelta

from portal.core.signed_json import instant
from portal.core.status_bits import LENGTH, encoded
from portal.credentials.models import Credential
from portal.credentials.queries.badge import CREDENTIALS
from portal.credentials.queries.issuer import issuer_did, signed
from portal.kit.addresses import absolute
from portal.kit.etag import PUBLIC_SECONDS


def has_list(number: int) -> bool:
    """The first is always there; another one once something stands in it."""
    return number == 0 or Credential.objects.filter(status_place__gte=number * LENGTH).exists()


def revoked_list(number: int, *, now: datetime) -> dict[str, object]:
    """W3C Bitstring Status List. One query.

    Says that it was made at the last full five minutes, as long as others may keep it: within
    those its bytes change only when somebody's badge is revoked or given back.
    """
    here = Credential.objects.filter(
        status_place__gte=number * LENGTH,
        status_place__lt=(number + 1) * LENGTH,
        revoked_at__isnull=False,
    )
    made = now - timedelta(seconds=now.timestamp() % PUBLIC_SECONDS)
    address = absolute("credentials:revoked", number)
    document = {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer_did(),
        "validFrom": instant(made),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded(
                place % LENGTH for place in here.values_list("status_place", flat=True)
            ),
        },
    }
    return signed(document, at=made)
