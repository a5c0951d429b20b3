"""Once a day the record is signed, so that nobody, we included, can write its past anew unseen."""

from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from portal.core.record_chain import sign
from portal.kit.locks import hold
from portal.record.models import Entry, Head


@transaction.atomic
def sign_yesterday(*, now: datetime) -> Head | None:
    """The head of the last day (UTC) that is over, made once. None while there is no entry.

    It covers every entry there is when it is made: a clock that ran late covers more, never less.
    """
    hold("record")
    day = (now - timedelta(days=1)).date()
    last = Entry.objects.order_by("number").last()
    if last is None or Head.objects.filter(day__gte=day).exists():
        return None
    head = sign(day=day.isoformat(), last=last.sealed, key=signing_key())
    return Head.objects.create(
        day=day, number=head.number, digest=head.digest, key=head.key, signature=head.signature
    )


def public_half() -> str:
    """Of the key that signs now, in hex as heads have it."""
    return signing_key().public_key().public_bytes_raw().hex()


def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(settings.RECORD_KEY)
