"""The link under each mail that stops its kind, for whoever holds the mail (RFC 8058)."""

from uuid import UUID

from django.core.signing import BadSignature, Signer

from portal.kit.addresses import absolute
from portal.notices.models import NEVER_STOPPED, Notice

SIGNER = Signer(salt="portal.notices.stop")


def stop_url(notice: Notice) -> str:
    """Empty for what nobody can stop, and for guests, who hear of one date alone.

    The token names no person and no kind, only the notice.
    """
    if notice.kind in NEVER_STOPPED or notice.person_id is None:
        return ""
    return absolute("notices:stop", SIGNER.sign(notice.public_id.hex))


def public_id_in(token: str) -> UUID | None:
    """None for a token that was not made here."""
    try:
        return UUID(hex=SIGNER.unsign(token))
    except (BadSignature, ValueError):
        return None
