"""Seats at one date: the last one is given once.

A member who takes one leaves no audit entry: where somebody goes is their own affair, and each
entry would empty the cache of public pages.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from events.models import Occurrence, Rsvp, Series
from initiatives.onboarding.actions.meeting_steps import (
    complete_meeting_steps,
    withdraw_meeting_steps,
)
from portal.kit import audit, clock
from portal.people.models import User

from .occurrence import locked, still_to_come


class SeatTaken(Exception):
    """Somebody else has the last seat."""


class NotYet(Exception):
    """Nobody has come to a date that has not begun."""


@transaction.atomic
def take_seat(*, occurrence: Occurrence, by: User) -> Rsvp:
    """Who has a seat keeps it. Raises SeatTaken, AlreadyOver, AlreadyCancelled.

    The count goes up in the statement that compares it, so that no two people see the same last
    seat free, whatever else is locked or not.
    """
    row = still_to_come(occurrence)
    rsvp, is_new = Rsvp.objects.get_or_create(occurrence=row, person=by)
    if not is_new:
        return rsvp
    free = Occurrence.objects.filter(pk=row.pk)
    if row.series.capacity is not None:
        free = free.filter(seats_taken__lt=row.series.capacity)
    if not free.update(seats_taken=F("seats_taken") + 1):
        raise SeatTaken
    complete_meeting_steps(people=[by], series_slug=row.series.slug, how="rsvp")
    return rsvp


@transaction.atomic
def give_back_seat(*, occurrence: Occurrence, by: User) -> None:
    """Who has none changes nothing; a cancelled date may be left too. Raises AlreadyOver."""
    row = locked(occurrence)
    given_back, _kinds = Rsvp.objects.filter(occurrence=row, person=by).delete()
    if given_back:
        Occurrence.objects.filter(pk=row.pk).update(seats_taken=F("seats_taken") - 1)
        if not Rsvp.objects.filter(occurrence__series=row.series_id, person=by).exists():
            withdraw_meeting_steps(people=[by], series_slug=row.series.slug, how="rsvp")


@transaction.atomic
def free_seats(*, person: User) -> None:
    """Of somebody who leaves the portal, at past dates too; nobody keeps that they were there."""
    held = Rsvp.objects.filter(person=person)
    dates = Occurrence.objects.filter(pk__in=held.values("occurrence"))
    list(dates.order_by("pk").select_for_update().values_list("pk", flat=True))
    dates.update(seats_taken=F("seats_taken") - 1)
    held.delete()


@transaction.atomic
def mark_attendance(
    *,
    occurrence: Occurrence,
    shown: Collection[UUID],
    came: Collection[UUID],
    by: User,
) -> list[Rsvp]:
    """Tick who came. Both are public ids of RSVPs; who was not on the list shown stays as they are.

    Returns the ones who are newly known to have come. Raises NotYet.
    """
    row = (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("series")
        .get(pk=occurrence.pk)
    )
    if row.starts_at > clock.now():
        raise NotYet
    changed, arrived, mistaken = [], [], []
    for rsvp in Rsvp.objects.filter(occurrence=row, public_id__in=shown).select_related("person"):
        attended = rsvp.public_id in came
        if rsvp.attended != attended:
            mistaken += [rsvp.person] if rsvp.attended else []
            arrived += [rsvp] if attended else []
            rsvp.attended = attended
            changed.append(rsvp)
    Rsvp.objects.bulk_update(changed, ["attended"], batch_size=500)
    complete_meeting_steps(
        people=[rsvp.person for rsvp in arrived],
        series_slug=row.series.slug,
        how="attended",
        at=row.starts_at,
    )
    if mistaken:
        untick_steps(series=row.series, people=mistaken)
    if changed:
        audit.record(by=by, verb="attendance.marked", on=row)
    return arrived


def untick_steps(*, series: Series, people: list[User]) -> None:
    """They still had a seat; who came to another date of this meeting was there all the same."""
    came = Rsvp.objects.filter(occurrence__series=series, attended=True, person__in=people)
    were_there = set(came.values_list("person", flat=True))
    absent = [person for person in people if person.pk not in were_there]
    withdraw_meeting_steps(people=absent, series_slug=series.slug, how="attended")
    complete_meeting_steps(people=absent, series_slug=series.slug, how="rsvp")


def open_roster(*, occurrence: Occurrence, by: User, reason: str) -> None:
    """Somebody who does not arrange this meeting reads the names: it stays known that they did."""
    audit.record(by=by, verb="roster.opened", on=occurrence, reason=reason)


def recount_seats() -> int:
    """Repair of the counts, part of `reconcile`: how many dates had theirs wrong."""
    real = (
        Rsvp.objects.filter(occurrence=OuterRef("pk"))
        .order_by()
        .values("occurrence")
        .annotate(seats=Count("pk"))
        .values("seats")
    )
    suspects = Occurrence.objects.annotate(real=Coalesce(Subquery(real), 0)).exclude(
        seats_taken=F("real")
    )
    return sum(recount(pk) for pk in suspects.values_list("pk", flat=True))


@transaction.atomic
def recount(pk: int) -> bool:
    """Counted again under the lock that takes of seats wait for."""
    row = Occurrence.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        return False
    seats = Rsvp.objects.filter(occurrence=row).count()
    if seats == row.seats_taken:
        return False
    row.seats_taken = seats
    row.save(update_fields=["seats_taken"])
    return True
