"""What people decide about a pair, whatever the matching would."""

from django.db import transaction

from mentorship.models import Application, Match, Pin, PinKind, Role
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .run import lock_name


class NoPair(Exception):
    """Not a mentee and a mentor of one cohort, both accepted."""


class HasAMatch(Exception):
    """The mentee has a published match: nothing about another one counts before that ends."""


class CameApart(Exception):
    """They had a match, and one of them ended it: nobody holds them together after that."""


class OwnPair(Exception):
    """Nobody decides about a pair they are one of."""


@transaction.atomic
def set_pin(
    *, mentee: Application, mentor: Application, kind: str, by: User, reason: str = ""
) -> Pin:
    """Pin two people together, or keep them apart; a later word replaces an earlier one.

    A mentee is pinned to one mentor at most: a second pin replaces the first. A pin may break a
    rule: the run then says so. One with pins beyond the places of a mentor is not published.
    Raises OwnPair, NoPair, HasAMatch, CameApart.
    """
    hold(lock_name(mentee.cohort))
    if by.pk in {mentee.person_id, mentor.person_id}:
        raise OwnPair
    if (
        (mentee.role, mentor.role) != (Role.MENTEE, Role.MENTOR)
        or mentee.cohort_id != mentor.cohort_id
        or Application.objects.accepted().filter(pk__in=[mentee.pk, mentor.pk]).count() != 2
    ):
        raise NoPair
    if Match.objects.open().filter(mentee=mentee).exists():
        raise HasAMatch
    if kind == PinKind.PIN:
        if Match.objects.filter(mentee=mentee, mentor=mentor).exists():
            raise CameApart
        Pin.objects.filter(mentee=mentee, kind=PinKind.PIN).exclude(mentor=mentor).delete()
    pin, _ = Pin.objects.update_or_create(
        mentee=mentee,
        mentor=mentor,
        defaults={
            "cohort": mentee.cohort,
            "kind": PinKind(kind),
            "reason": reason,
            "made_by": by,
        },
    )
    audit.record(by=by, verb=f"pin.{pin.kind}", on=pin)
    return pin


@transaction.atomic
def lift_pin(*, pin: Pin, by: User) -> None:
    """Raises OwnPair."""
    hold(lock_name(pin.cohort))
    if by.pk in {pin.mentee.person_id, pin.mentor.person_id}:
        raise OwnPair
    audit.record(by=by, verb="pin.lifted", on=pin)
    pin.delete()
