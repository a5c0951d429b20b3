"""The line for a date whose seats are taken: strictly first come, first served.

A seat that comes free is held for the first in line in the same transaction, and counts as taken
while it is. Every function wants the date locked by its caller.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from events.core.offer import LAST_CALL, offer_until
from events.models import Occurrence, Place, Rsvp, Series
from portal.kit import clock

from .rsvp_notice import forget_letters, tell_offer, tell_offer_is_over


def claim_seat(row: Occurrence) -> bool:
    """The count goes up in the statement that compares it, so that no two people see the same last
    seat free, whatever else is locked or not."""
    free = Occurrence.objects.filter(pk=row.pk)
    if row.series.capacity is not None:
        free = free.filter(seats_taken__lt=row.series.capacity)
    return bool(free.update(seats_taken=F("seats_taken") + 1))


def release_seats(row: Occurrence, count: int = 1) -> None:
    if count:
        Occurrence.objects.filter(pk=row.pk).update(seats_taken=F("seats_taken") - count)


def holds_until(row: Occurrence, now: datetime) -> datetime | None:
    """Until when an offer made now would stand; None when the line is closed."""
    usual = timedelta(hours=settings.SEAT_OFFER_HOURS)
    return offer_until(now=now, starts_at=row.starts_at, usual=usual)


def offer_free_seats(row: Occurrence) -> int:
    """Hold every free seat for who is next. Returns how many; each of them is told once."""
    now = clock.now()
    until = holds_until(row, now)
    if until is None or row.is_cancelled:
        return 0
    offered = 0
    line = Rsvp.objects.filter(occurrence=row).in_line().select_related("person")
    while (rsvp := line.first()) and claim_seat(row):
        rsvp.place, rsvp.expires_at = Place.OFFERED, until
        rsvp.save(update_fields=["place", "expires_at"])
        tell_offer(rsvp, row)
        offered += 1
    return offered


def offer_new_seats(series: Series) -> None:
    """There is more room than before, or dates begin at other times: a line may be open again."""
    for row in locked_dates(Rsvp.objects.filter(occurrence__series=series, place=Place.WAITING)):
        offer_free_seats(row)


def locked_dates(rsvps: QuerySet[Rsvp]) -> list[Occurrence]:
    dates = Occurrence.objects.filter(pk__in=rsvps.values("occurrence"))
    rows = dates.select_for_update(of=("self",)).select_related("series__initiative")
    return list(rows.upcoming(clock.now()).order_by("pk"))


def withdraw_offers(row: Occurrence) -> None:
    """The date is off. Everybody keeps their turn, in case it is restored."""
    held = Rsvp.objects.filter(occurrence=row, place=Place.OFFERED)
    release_seats(row, held.update(place=Place.WAITING, expires_at=None))


def follow_start(row: Occurrence) -> None:
    """The date begins at another time: no offer outlives its last call, and a line that was closed
    may be open again."""
    last = max(row.starts_at - LAST_CALL, clock.now())
    held = Rsvp.objects.filter(occurrence=row, place=Place.OFFERED, expires_at__gt=last)
    held.update(expires_at=last)
    offer_free_seats(row)


def tend_seats(row: Occurrence, verb: str) -> None:
    """What a decision from elsewhere, by the name `announce` has for it, means for the line. Wants
    the date locked by its caller."""
    match verb:
        case "cancelled":
            withdraw_offers(row)
        case "restored":
            offer_free_seats(row)
        case "moved":
            follow_start(row)


def follow_starts(rows: Collection[int]) -> None:
    """The same for dates a new schedule has changed. One query where nobody waits."""
    asking = Rsvp.objects.filter(occurrence__in=rows, place__in=[Place.WAITING, Place.OFFERED])
    for row in locked_dates(asking):
        follow_start(row)


def expire_offers(*, now: datetime) -> int:
    """Pass on what nobody took, date by date, and forget guests who never confirmed."""
    due = Rsvp.objects.filter(expires_at__lte=now).order_by("occurrence")
    return sum(expire_at(pk, now) for pk in due.values_list("occurrence", flat=True).distinct())


@transaction.atomic
def expire_at(occurrence_id: int, now: datetime) -> int:
    row = (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("series__initiative")
        .filter(pk=occurrence_id)
        .first()
    )
    if row is None:
        return 0
    over = Rsvp.objects.filter(occurrence=row, expires_at__lte=now).select_related("person")
    return pass_on(row, list(over))


def pass_on(row: Occurrence, over: list[Rsvp]) -> int:
    """These lost their turn: their answer is gone, the seat goes to who is next."""
    held = [rsvp for rsvp in over if rsvp.place == Place.OFFERED]
    Rsvp.objects.filter(pk__in=[rsvp.pk for rsvp in over]).delete()
    for rsvp in over:
        if rsvp.person is None:
            forget_letters(rsvp, rsvp.guest_email)
    if held:
        release_seats(row, len(held))
        for rsvp in held:
            tell_offer_is_over(rsvp, row)
        offer_free_seats(row)
    return len(over)
