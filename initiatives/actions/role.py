from collections.abc import Set as AbstractSet

from django.db import transaction

from initiatives.core.taken_down import fingerprints_of, is_taken_down
from initiatives.models import Initiative, RoleHolding, TakenDown
from initiatives.signals import name_taken_down, role_changed
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .conflict_names import forget_conflicts_naming
from .published_text import redact_published_text, redact_signals

# Held by imports and by who takes a name down: neither may miss what the other just decided.
CATALOGUE = "catalogue"


class SeatWithdrawn(Exception):
    """The name of this seat was taken down; it can't be claimed."""


class SeatEnded(Exception):
    """The term of this seat is over."""


class SeatTaken(Exception):
    """Somebody else has claimed this seat."""


def taken_down_fingerprints() -> frozenset[str]:
    return frozenset(TakenDown.objects.values_list("fingerprint", flat=True))


@transaction.atomic
def take_down_name(*, name: str = "", handle: str = "", by: User | None, reason: str) -> int:
    """Remove a published name on its bearer's request, for good; returns how many seats it held.

    The seats stay, past ones too, marked as withdrawn; texts keep a mark in the name's place. What
    imports may not bring back is kept as a fingerprint only: the name, the handle, and those that
    stood beside them on a seat, for a list may name the same person by the other one.
    """
    hold(CATALOGUE)
    prints = fingerprints_of(name=name, handle=handle)
    for holding in held_by(prints):
        prints |= fingerprints_of(name=holding.holder_name, handle=holding.holder_handle)
    for one in prints:
        TakenDown.objects.get_or_create(fingerprint=one)
    held = held_by(prints)
    for holding in held:
        withdraw(holding)
        audit.record(by=by, verb="name.taken_down", on=holding, reason=reason)
    texts = redact_published_text(fingerprints=prints)
    for row in (*texts, *redact_signals(fingerprints=prints)):
        audit.record(by=by, verb="name.taken_down", on=row, reason=reason)
    forget_conflicts_naming(fingerprints=prints)
    name_taken_down.send(TakenDown, fingerprints=prints)
    for initiative in Initiative.objects.filter(pk__in={h.initiative_id for h in held}):
        role_changed.send(Initiative, initiative=initiative)
    return len(held)


def held_by(fingerprints: AbstractSet[str]) -> list[RoleHolding]:
    return [
        holding
        for holding in RoleHolding.objects.exclude(holder_name="", holder_handle="")
        if is_taken_down(fingerprints, name=holding.holder_name, handle=holding.holder_handle)
    ]


def withdraw(holding: RoleHolding) -> None:
    holding.holder_name = holding.holder_handle = holding.affiliation = holding.note = ""
    holding.person = None
    holding.is_withdrawn = True
    holding.seat = free_seat(holding)
    holding.save()


def free_seat(holding: RoleHolding) -> int:
    """The first number free among the group's open nameless seats of the same kind."""
    numbers = set(
        RoleHolding.objects.open()
        .filter(
            initiative=holding.initiative_id,
            role=holding.role,
            holder_name="",
            holder_handle="",
            is_withdrawn=holding.is_withdrawn,
        )
        .exclude(pk=holding.pk)
        .values_list("seat", flat=True)
    )
    return next(number for number in range(1, len(numbers) + 2) if number not in numbers)


@transaction.atomic
def claim_role(*, holding: RoleHolding, person: User, by: User | None) -> RoleHolding:
    """Connect a published seat with the account of the person who holds it.

    Raises SeatWithdrawn, SeatEnded or SeatTaken. Who may confirm a claim is the caller's question.
    """
    holding = RoleHolding.objects.select_for_update().get(pk=holding.pk)
    if holding.is_withdrawn:
        raise SeatWithdrawn
    if holding.until is not None:
        raise SeatEnded
    if holding.person_id not in (None, person.pk):
        raise SeatTaken
    holding.person = person
    holding.save(update_fields=["person"])
    audit.record(by=by, verb="role.claimed", on=holding)
    role_changed.send(Initiative, initiative=holding.initiative)
    return holding
