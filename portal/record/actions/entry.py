"""Saying something for good."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from django.db import transaction

from portal.core.record_chain import NOTHING, commitment, seal
from portal.kit.locks import hold
from portal.people.models import User
from portal.record.models import Entry, Salt


@transaction.atomic
def append_entry(
    *,
    kind: str,
    facts: Mapping[str, object],
    people: Mapping[str, User | None],
    at: datetime,
) -> Entry:
    """Facts are public for ever: ids of public things, words of ours, whole numbers, no person.

    People stand in it by their role, each under a salt of its own, so that no two entries can be
    seen to be about the same person. Nobody for a role (a command, somebody erased) leaves it out.

    Commits with the change it tells of. Entries are written one after the other: what appends many
    in one transaction keeps everybody else waiting.
    """
    hold("record")
    last = Entry.objects.order_by("number").last()
    present = {role: person for role, person in people.items() if person}
    salts = {role: secrets.token_bytes(32) for role in present}
    sealed = seal(
        number=last.number + 1 if last else 1,
        at=at.astimezone(UTC).isoformat(timespec="seconds"),
        kind=kind,
        facts={
            **facts,
            **{role: commitment(salts[role], str(present[role].pk)) for role in present},
        },
        before=bytes(last.digest) if last else NOTHING,
    )
    entry = Entry.objects.create(number=sealed.number, said=sealed.said, digest=sealed.digest)
    Salt.objects.bulk_create(
        Salt(entry=entry, role=role, person=present[role], salt=salt)
        for role, salt in salts.items()
    )
    return entry
