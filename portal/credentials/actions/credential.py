"""Saying of somebody what they have done, and taking it back. Who may, the slice has asked."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.core.record_chain import mark
from portal.core.status_bits import LENGTH
from portal.credentials.models import Credential, Kind
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice
from portal.people.models import User
from portal.record.actions.entry import append_entry


class NoReason(Exception):
    """Nothing is taken back from anybody without telling why."""


class AlreadyRevoked(Exception):
    """Somebody has taken it back before."""


class NotRevoked(Exception):
    """It stands: there is nothing to give back."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What it says, as strangers will read it years later; it names nobody."""

    title: str
    what: str
    given_by: str
    first_day: date
    last_day: date


@transaction.atomic
def issue_credential(
    *, kind: str, about: str, holder: User, said: Said, by: User | None, now: datetime
) -> Credential:
    """The same kind, thing and holder is the same credential, whatever is said the second time;
    one that was revoked stays so. It shows no name until its holder wants that.

    Safe to repeat and to run twice at once. The slice that issues it tells the holder.
    """
    hold("record")  # ends there anyway; from here on nobody else looks for a free place
    defaults: dict[str, Any] = {
        **vars(said),
        "issued_by": by,
        "issued_at": now,
        "status_place": free_place,
    }
    credential, is_new = Credential.objects.get_or_create(
        kind=Kind(kind), about=about, holder=holder, defaults=defaults
    )
    if is_new:
        audit.record(by=by, verb="credential.issued", on=credential, is_on_pages=False)
        say_for_good("credential.issued", credential, by=by, at=now)
    return credential


def free_place() -> int:
    """By chance, in the last list; in a new one as soon as half of that is taken."""
    list_number = Credential.objects.count() // (LENGTH // 2)
    while True:
        place = list_number * LENGTH + secrets.randbelow(LENGTH)
        if not Credential.objects.filter(status_place=place).exists():
            return place


@transaction.atomic
def revoke_credential(
    *, credential: Credential, by: User, reason: str, now: datetime
) -> Credential:
    """The page of it says so, with the day and the reason as it stands, and the holder is told.

    Raises NoReason, AlreadyRevoked.
    """
    if not reason.strip():
        raise NoReason
    changes = {"revoked_at": now, "revoked_reason": reason.strip(), "revoked_by": by}
    if not Credential.objects.filter(pk=credential.pk, revoked_at=None).update(**changes):
        raise AlreadyRevoked
    credential.refresh_from_db()
    audit.record(by=by, verb="credential.revoked", on=credential, is_on_pages=False)
    say_for_good("credential.revoked", credential, by=by, at=now)
    tell_holder(credential, template="credentials/revoke", at=now, reason=reason.strip())
    return credential


@transaction.atomic
def restore_credential(*, credential: Credential, by: User, now: datetime) -> Credential:
    """It was revoked by mistake: it is valid as if nothing had been. Raises NotRevoked."""
    changes = {"revoked_at": None, "revoked_reason": "", "revoked_by": None}
    revoked = Credential.objects.filter(pk=credential.pk, revoked_at__isnull=False)
    if not revoked.update(**changes):
        raise NotRevoked
    credential.refresh_from_db()
    audit.record(by=by, verb="credential.restored", on=credential, is_on_pages=False)
    say_for_good("credential.restored", credential, by=by, at=now)
    tell_holder(credential, template="credentials/restore", at=now)
    return credential


def say_for_good(kind: str, credential: Credential, *, by: User | None, at: datetime) -> None:
    """In the record, which everybody may read. Its public id is the key to its page, so the record
    holds a digest of it: who has the id finds the entry, and nobody finds the id.
    """
    append_entry(
        kind=kind,
        facts={"credential": mark(credential.public_id)},
        people={"holder": credential.holder, "by": by},
        at=at,
    )


def tell_holder(credential: Credential, *, template: str, at: datetime, **words: object) -> None:
    """Nobody where the account is gone."""
    if credential.holder is None:
        return
    send_notice(
        person=credential.holder,
        kind="credential",
        key=f"{template}:{credential.public_id}:{at.isoformat()}",
        template=template,
        context={"title": credential.title, **words},
        url=credential.get_absolute_url(),
    )
