"""Seats at one date as everybody may know them: numbers, and one's own answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from events.models import Answer, Occurrence, Place, Rsvp
from portal.people.models import User

DOOR_OPENS = timedelta(hours=1)


@dataclass(frozen=True)
class Seats:
    """`capacity` is None where there is room for all. More may be taken than there are today: a
    seat that is held for the next in line counts as taken."""

    capacity: int | None
    taken: int
    waiting: int = 0
    mine: "OwnAnswer | None" = None

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        return self.left == 0

    @property
    def is_mine(self) -> bool:
        return self.mine is not None and self.mine.has_seat


@dataclass(frozen=True)
class OwnAnswer:
    """`turn` is 1 for who is next; `until` ends an offer."""

    answer: str
    place: str
    turn: int = 0
    until: datetime | None = None

    @property
    def has_seat(self) -> bool:
        return self.place == Place.SEAT

    @property
    def is_waiting(self) -> bool:
        return self.place == Place.WAITING

    @property
    def is_offered(self) -> bool:
        return self.place == Place.OFFERED

    @property
    def is_maybe(self) -> bool:
        return self.answer == Answer.MAYBE

    @property
    def is_no(self) -> bool:
        return self.answer == Answer.NO


def seats_at(*, occurrence: Occurrence, person: User | AnonymousUser) -> Seats:
    """One query where places are limited, one more for who is signed in, one more for a turn."""
    rows = Rsvp.objects.filter(occurrence=occurrence)
    capacity = occurrence.series.capacity
    mine = rows.filter(person=person).first() if person.is_authenticated else None
    return Seats(
        capacity=capacity,
        taken=occurrence.seats_taken,
        waiting=rows.in_line().count() if capacity is not None else 0,
        mine=own_answer(mine) if mine else None,
    )


def own_seat(*, occurrence: Occurrence, person: User | AnonymousUser) -> bool:
    """One query for who is signed in."""
    if not person.is_authenticated:
        return False
    return Rsvp.objects.seated().filter(occurrence=occurrence, person=person).exists()


def is_door_open(*, occurrence: Occurrence, now: datetime) -> bool:
    """Before and after it, the same call is another date's, with other people in it."""
    return occurrence.starts_at - DOOR_OPENS <= now < occurrence.ends_at


def own_answer(rsvp: Rsvp) -> OwnAnswer:
    turn = turn_of(rsvp) if rsvp.place == Place.WAITING else 0
    return OwnAnswer(rsvp.answer, rsvp.place, turn, rsvp.expires_at)


def turn_of(rsvp: Rsvp) -> int:
    """How many it takes until theirs, themselves included."""
    line = Rsvp.objects.filter(occurrence=rsvp.occurrence_id).in_line()
    sooner = Q(answered_at__lt=rsvp.answered_at) | Q(answered_at=rsvp.answered_at, pk__lte=rsvp.pk)
    return line.filter(sooner).count()
