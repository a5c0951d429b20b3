"""What people answer for a date: the last seat is given once, and then there is a line.

A member who answers leaves no audit entry: where somebody goes is their own affair, and each
entry would empty the cache of public pages.
"""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from events.models import HOLDING, Answer, Occurrence, Place, Rsvp, Series
from initiatives.onboarding.actions.meeting_steps import (
    complete_meeting_steps,
    withdraw_meeting_steps,
)
from portal.kit import audit, clock
from portal.people.models import User

from .date_record import note_held
from .occurrence import locked, still_to_come
from .rsvp_notice import tell_answer
from .visitor import count_nameless
from .waitlist import claim_seat, holds_until, offer_free_seats, pass_on, release_seats

NOBODY: Mapping[UUID, str] = MappingProxyType({})


class NotYet(Exception):
    """Nobody has come to a date that has not begun."""


@transaction.atomic
def answer_date(*, occurrence: Occurrence, by: User, answer: str) -> Rsvp:
    """Yes takes a seat, or one that was offered, or else the next turn in the line; who has one
    keeps it. Anything else frees it for who is next. Raises AlreadyOver; AlreadyCancelled for a
    yes, since a date that is off can be left and not joined.
    """
    row = still_to_come(occurrence) if answer == Answer.YES else locked(occurrence)
    rsvp = Rsvp.objects.filter(occurrence=row, person=by).first()
    rsvp = give_answer(rsvp or Rsvp(person=by, place=Place.NONE), row, answer)
    follow_steps(series=row.series, person=by)
    return rsvp


def give_answer(rsvp: Rsvp, row: Occurrence, answer: str, *, is_standing: bool = False) -> Rsvp:
    """Of a member or a guest; the date is locked. No mail for each date of an answer for all: a
    seat somebody took at this very date, and has in their calendar, stays one of that kind."""
    now = clock.now()
    has_own_seat = rsvp.place == Place.SEAT and not rsvp.is_standing
    if rsvp.place == Place.OFFERED and rsvp.expires_at and rsvp.expires_at <= now:
        pass_on(row, [rsvp])
        rsvp = Rsvp(
            person=rsvp.person,
            guest_name=rsvp.guest_name,
            guest_email=rsvp.guest_email,
            guest_zone=rsvp.guest_zone,
            place=Place.NONE,
        )
    had, place = rsvp.place, place_for(rsvp, row, answer)
    if rsvp.pk is None or (rsvp.answer, had) != (answer, place):
        rsvp.answered_at = now
    rsvp.occurrence, rsvp.answer, rsvp.place, rsvp.expires_at = row, Answer(answer), place, None
    rsvp.is_standing = is_standing and not (has_own_seat and place == Place.SEAT)
    rsvp.save()
    if had in HOLDING and place not in HOLDING:
        release_seats(row)
        offer_free_seats(row)
    if had == Place.SEAT or not is_standing:
        tell_answer(rsvp, row, had=had)
    return rsvp


def place_for(rsvp: Rsvp, row: Occurrence, answer: str) -> Place:
    """Nobody overtakes who waits, until it is too late to ask them."""
    if answer != Answer.YES:
        return Place.NONE
    if rsvp.place in HOLDING:
        return Place.SEAT
    others = Rsvp.objects.filter(occurrence=row, place=Place.WAITING).exclude(pk=rsvp.pk)
    is_my_turn = not others.exists() or holds_until(row, clock.now()) is None
    return Place.SEAT if is_my_turn and claim_seat(row) else Place.WAITING


def follow_steps(*, series: Series, person: User) -> None:
    """A seat at any date is the promise that a step of a path may ask for."""
    if Rsvp.objects.seated().filter(occurrence__series=series, person=person).exists():
        complete_meeting_steps(people=[person], series_slug=series.slug, how="rsvp")
    else:
        withdraw_meeting_steps(people=[person], series_slug=series.slug, how="rsvp")


@transaction.atomic
def forget_answers(*, person: User) -> None:
    """Of somebody who leaves the portal, at past dates too; nobody keeps that they were there."""
    mine = Rsvp.objects.filter(person=person)
    dates = Occurrence.objects.filter(pk__in=mine.values("occurrence")).order_by("pk")
    locked_dates = dates.select_for_update(of=("self",)).select_related("series__initiative")
    for row in list(locked_dates):
        held = mine.filter(occurrence=row).holding().count()
        count_nameless(row.pk, mine.filter(occurrence=row, attended=True).count())
        mine.filter(occurrence=row).delete()
        if held:
            release_seats(row, held)
            offer_free_seats(row)


@transaction.atomic
def mark_attendance(
    *,
    occurrence: Occurrence,
    shown: Collection[UUID],
    came: Collection[UUID],
    by: User,
    organisations: Mapping[UUID, str] = NOBODY,
) -> list[Rsvp]:
    """Tick who came, and whom they were there for. All are public ids of RSVPs; who was not on the
    list shown stays as they are.

    Returns the ones who are newly known to have come. Raises NotYet.
    """
    row = (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("series")
        .get(pk=occurrence.pk)
    )
    if row.starts_at > clock.now():
        raise NotYet
    changed, arrived, mistaken, renamed = [], [], [], []
    for rsvp in Rsvp.objects.filter(occurrence=row, public_id__in=shown).select_related("person"):
        attended = rsvp.public_id in came
        organisation = organisations.get(rsvp.public_id, rsvp.organisation)
        if rsvp.organisation != organisation:
            rsvp.organisation = organisation
            renamed.append(rsvp)
        if rsvp.attended != attended:
            mistaken += [rsvp.person] if rsvp.attended and rsvp.person else []
            arrived += [rsvp] if attended else []
            rsvp.attended = attended
            changed.append(rsvp)
    Rsvp.objects.bulk_update(changed, ["attended"], batch_size=500)
    Rsvp.objects.bulk_update(renamed, ["organisation"], batch_size=500)
    if arrived and not row.is_cancelled:
        note_held(row)
    if mistaken:
        untick_steps(series=row.series, people=mistaken)
    complete_meeting_steps(
        people=[rsvp.person for rsvp in arrived if rsvp.person],
        series_slug=row.series.slug,
        how="attended",
        at=row.starts_at,
    )
    if changed or renamed:
        audit.record(by=by, verb="attendance.marked", on=row)
    return arrived


def untick_steps(*, series: Series, people: list[User]) -> None:
    """They still had a seat; who came to another date of this meeting was there all the same."""
    came = Rsvp.objects.filter(occurrence__series=series, attended=True, person__in=people)
    were_there = set(came.values_list("person", flat=True))
    absent = [person for person in people if person.pk not in were_there]
    withdraw_meeting_steps(people=absent, series_slug=series.slug, how="attended")
    complete_meeting_steps(people=absent, series_slug=series.slug, how="rsvp")


@transaction.atomic
def show_attendance(*, series: Series, by: User, is_shown: bool) -> None:
    """How many came to its dates and from which organisations is public, or not; never a name."""
    Series.objects.filter(pk=series.pk).update(shows_attendance=is_shown)
    verb = "attendance.shown" if is_shown else "attendance.hidden"
    audit.record(by=by, verb=verb, on=series)


def open_roster(*, occurrence: Occurrence, by: User, reason: str) -> None:
    """Somebody who does not arrange this meeting reads the names: it stays known that they did."""
    audit.record(by=by, verb="roster.opened", on=occurrence, reason=reason)


def recount_seats() -> int:
    """Repair of the counts, part of `reconcile`: how many dates had theirs wrong."""
    real = (
        Rsvp.objects.holding()
        .filter(occurrence=OuterRef("pk"))
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
    """Counted again under the lock that takes of seats wait for; a seat found free is offered."""
    dates = Occurrence.objects.select_for_update(of=("self",))
    row = dates.select_related("series__initiative").filter(pk=pk).first()
    if row is None:
        return False
    seats = Rsvp.objects.filter(occurrence=row).holding().count()
    if seats == row.seats_taken:
        return False
    row.seats_taken = seats
    row.save(update_fields=["seats_taken"])
    offer_free_seats(row)
    return True
