"""Seats as a group's keepers state them at the desk: announced, ended, given to an account."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from initiatives.core.said_here import SAID_HERE
from initiatives.core.taken_down import is_taken_down
from initiatives.models import ChangeKind, Initiative, RoleHolding
from initiatives.signals import role_changed
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .change import record_change
from .group_words import said_today
from .role import CATALOGUE, claim_role, free_seat, taken_down_fingerprints


class NameTakenDown(Exception):
    """Whoever bears this name asked that it stands nowhere here."""


class SeatStandsAlready(Exception):
    """The same person holds the same seat today."""


class SeatIsClaimed(Exception):
    """Somebody works with this seat's rights: only they or the staff end it."""


@dataclass(frozen=True, kw_only=True)
class SeatSaid:
    role: str
    holder_name: str = ""
    holder_handle: str = ""
    affiliation: str = ""
    source_url: str = ""
    since: date | None = None
    is_interim: bool = False


@transaction.atomic
def announce_seat(
    *, initiative: Initiative, said: SeatSaid, by: User, on: date, person: User | None = None
) -> RoleHolding:
    """`person` gets the seat's rights at once; who may give them is the caller's question.

    Raises NameTakenDown or SeatStandsAlready.
    """
    hold(CATALOGUE)
    prints = taken_down_fingerprints()
    if is_taken_down(prints, name=said.holder_name, handle=said.holder_handle):
        raise NameTakenDown
    last = initiative.roles.order_by("-position").first()
    holding = RoleHolding(
        initiative=initiative,
        role=said.role,
        holder_name=said.holder_name,
        holder_handle=said.holder_handle,
        affiliation=said.affiliation,
        since=said.since,
        is_interim=said.is_interim,
        position=min(last.position + 1, 32_767) if last else 0,
        source=SAID_HERE,
        source_url=said.source_url,
        seen_on=on,
        confirmed_on=on,
        confirmed_by=by,
    )
    if not (said.holder_name or said.holder_handle):
        holding.seat = free_seat(holding)
    try:
        with transaction.atomic():
            holding.save()
    except IntegrityError:
        raise SeatStandsAlready from None
    log(holding, before="", after=spoken(holding.role), by=by, on=on, verb="seat.announced")
    if person is not None:
        return claim_role(holding=holding, person=person, by=by)
    role_changed.send(Initiative, initiative=initiative)
    return holding


@transaction.atomic
def end_seat(
    *, holding: RoleHolding, until: date, by: User, on: date, may_end_claimed: bool = False
) -> None:
    """Raises SeatIsClaimed for a seat of somebody else's account, unless allowed. Safe to repeat.

    A seat that began on that day or later never was: it goes.
    """
    hold(CATALOGUE)
    row = RoleHolding.objects.select_for_update().select_related("initiative").get(pk=holding.pk)
    if row.until is not None and row.until <= until:
        return
    if row.person_id not in (None, by.pk) and not may_end_claimed:
        raise SeatIsClaimed
    log(row, before=spoken(row.role), after="", by=by, on=on, verb="seat.ended")
    if row.since and until <= row.since:
        row.delete()
    else:
        row.until, row.confirmed_on, row.confirmed_by = until, on, by
        row.save()
    role_changed.send(Initiative, initiative=row.initiative)


def log(holding: RoleHolding, *, before: str, after: str, by: User, on: date, verb: str) -> None:
    said_today(holding.initiative, on=on)
    record_change(
        initiative=holding.initiative,
        kind=ChangeKind.ROLE,
        before=before,
        after=after,
        source=SAID_HERE,
    )
    holding.initiative.save(update_fields=["updated_at"])
    audit.record(by=by, verb=verb, on=holding.initiative)


def spoken(role: str) -> str:
    return role.replace("-", " ").capitalize()
