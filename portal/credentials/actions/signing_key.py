"""The keys of badges outlive the setting they came from."""

from datetime import datetime

from portal.core.signed_json import multikey
from portal.credentials.models import SigningKey
from portal.credentials.queries.issuer import signing_key


def keep_key(*, now: datetime) -> None:
    """The public half of today's key is listed for good. Safe to repeat."""
    SigningKey.objects.get_or_create(public=multikey(signing_key()), defaults={"since": now})
