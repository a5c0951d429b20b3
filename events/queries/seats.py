"""Seats at one date as everybody may know them: numbers, and one's own."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from events.models import Occurrence, Rsvp
from portal.people.models import User


@dataclass(frozen=True)
class Seats:
    """`capacity` is None where there is room for all. More may be taken than there are today."""

    capacity: int | None
    taken: int
    is_mine: bool = False

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        return self.left == 0


def seats_at(*, occurrence: Occurrence, person: User | AnonymousUser) -> Seats:
    """One query for who is signed in."""
    return Seats(
        capacity=occurrence.series.capacity,
        taken=occurrence.seats_taken,
        is_mine=person.is_authenticated
        and Rsvp.objects.filter(occurrence=occurrence, person=person).exists(),
    )
