"""Whether somebody has a duty towards people who grow in a group, asked once for all of it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery

from initiatives.ladder.models import Holding, Promotion
from initiatives.onboarding.queries.verifiers import (
    named,
    organizing_seats,
    seats,
    works_for_the_foundation,
)
from portal.people.models import User

KEPT = "_duties_to_who_grows"


@dataclass(frozen=True)
class Duties:
    """`looks` at what newcomers show on paths; `speaks` of who asks for a rung, where somebody may
    be asking now: `is_asked`. `counts` is the group whose paths' numbers they read: its short name,
    of several the first, empty for none; for the staff, who read all, none either."""

    looks: bool
    speaks: bool
    is_asked: bool
    counts: str = ""


def duties_of(*, person: User, on: date) -> Duties:
    """One query, none for the staff, and none for whoever asks again about the same object."""
    kept = person.__dict__.get(KEPT)
    if kept is None:
        kept = person.__dict__[KEPT] = read_duties(person, on)
    return kept


def read_duties(person: User, on: date) -> Duties:
    if works_for_the_foundation(person):
        return Duties(looks=True, speaks=True, is_asked=True)
    theirs = {"person": OuterRef("pk")}
    asked = Promotion.objects.open().exclude(person=person)
    in_reach = Q(initiative__in=seats(on).filter(person=person).values("initiative"))
    in_reach |= Q(
        initiative__in=Holding.objects.current().filter(person=person).values("initiative")
    )
    counted = organizing_seats(on).filter(
        initiative__is_listed=True, initiative__paths__is_published=True, **theirs
    )
    found = (
        User.objects.filter(pk=person.pk)
        .annotate(
            leads=Exists(seats(on).filter(**theirs)),
            is_named=Exists(named().filter(**theirs)),
            stands=Exists(Holding.objects.current().filter(**theirs)),
            is_asked=Exists(asked.filter(in_reach)),
            counts=Subquery(
                counted.order_by("initiative__name", "initiative").values("initiative__slug")[:1]
            ),
        )
        .values_list("leads", "is_named", "stands", "is_asked", "counts")
        .first()
    )
    leads, is_named, stands, is_asked, counts = found or (False, False, False, False, None)
    return Duties(
        looks=leads or is_named, speaks=leads or stands, is_asked=is_asked, counts=counts or ""
    )
