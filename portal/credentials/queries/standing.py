from collections.abc import Iterator

from portal.core.record_account import Standing
from portal.core.record_chain import mark
from portal.credentials.models import Credential

VALID = frozenset({"credential.issued", "credential.restored"})
REVOKED = frozenset({"credential.revoked"})


def standing_credentials() -> Iterator[Standing]:
    """As the record has to have them. One query."""
    for one in Credential.objects.order_by("pk").iterator():
        yield Standing(
            fact="credential",
            mark=mark(one.public_id),
            kinds=VALID if one.is_valid else REVOKED,
            since=one.issued_at,
            holder=str(one.holder_id or ""),
        )
