"""People without an account: an address they prove by opening a link, and one date it is for.

A request takes no seat and no turn before it is confirmed, and what the page says is the same
whatever is known of an address: nobody can fill a meeting with strangers' addresses, or ask the
page who comes.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from events.models import HOLDING, Answer, Occurrence, Place, Rsvp
from events.queries.guest_link import confirm_path
from portal.kit import clock
from portal.notices.actions.notice import forget_lost_guests

from .occurrence import locked, still_to_come
from .rsvp import give_answer
from .rsvp_notice import forget_letters, tell
from .waitlist import offer_free_seats, release_seats

NAMELESS = "@guest.invalid"


class TooLate(Exception):
    """The request was not confirmed in time."""


@transaction.atomic
def ask_as_guest(*, occurrence: Occurrence, name: str, address: str, zone: str = "") -> None:
    """Whoever reads the address gets a link: to confirm, or to what they asked for before. Nobody
    renames them by asking again: who opens the link says what they are called.

    Raises AlreadyOver, AlreadyCancelled.
    """
    row, now, address = still_to_come(occurrence), clock.now(), address.lower()
    rsvp = Rsvp.objects.filter(occurrence=row, guest_email=address).first()
    if rsvp is None:
        told = {"guest_email": address, "guest_name": name, "guest_zone": zone}
        rsvp = Rsvp(occurrence=row, place=Place.UNCONFIRMED, **told)
    is_new = rsvp.place == Place.UNCONFIRMED
    if is_new:
        rsvp.expires_at = now + timedelta(hours=settings.SEAT_OFFER_HOURS)
        rsvp.save()
    tell(
        rsvp,
        row,
        template="events/ask_as_guest" if is_new else "events/ask_again",
        key=f"{rsvp.public_id} asked {now.isoformat()}",
        guest_url=confirm_path(rsvp) if is_new else "",
    )


@transaction.atomic
def answer_as_guest(*, rsvp: Rsvp, answer: str, name: str = "") -> Rsvp:
    """The first yes confirms, under another name if they say one. Raises TooLate, AlreadyOver;
    AlreadyCancelled for a yes."""
    row = still_to_come(rsvp.occurrence) if answer == Answer.YES else locked(rsvp.occurrence)
    mine = Rsvp.objects.filter(pk=rsvp.pk).first()
    if mine is None or is_too_late(mine):
        raise TooLate
    mine.guest_name = name or mine.guest_name
    return give_answer(mine, row, answer)


def awaits_proof(*, rsvp: Rsvp) -> bool:
    """Asked for and still in time, but nobody has opened the link."""
    return rsvp.place == Place.UNCONFIRMED and not is_too_late(rsvp)


def is_too_late(rsvp: Rsvp) -> bool:
    return (
        rsvp.place == Place.UNCONFIRMED
        and rsvp.expires_at is not None
        and rsvp.expires_at <= clock.now()
    )


@transaction.atomic
def forget_guest(*, rsvp: Rsvp) -> None:
    """Name, address, organisation and letters go. What somebody came to keeps its count, by
    nobody."""
    row = (
        Occurrence.objects.select_for_update(of=("self",))
        .select_related("series__initiative")
        .get(pk=rsvp.occurrence_id)
    )
    mine = Rsvp.objects.get(pk=rsvp.pk)
    if row.ends_at <= clock.now():
        mine.organisation = ""
        mine.save(update_fields=["organisation"])
        make_nameless(mine)
    else:
        mine.delete()
        if mine.place in HOLDING:
            release_seats(row)
            offer_free_seats(row)
    forget_letters(mine, rsvp.guest_email)


def forget_guests(*, addresses: list[str]) -> None:
    """Who had an account too and leaves the portal."""
    for rsvp in Rsvp.objects.filter(guest_email__in=addresses):
        forget_guest(rsvp=rsvp)


def forget_past_guests(*, now: datetime) -> int:
    """Some time after a date nobody needs to know any more who its guests were; and who has no row
    here any more keeps no letters."""
    over = now - timedelta(days=settings.GUEST_DATA_DAYS)
    guests = Rsvp.objects.filter(person=None, occurrence__ends_at__lt=over)
    guests = guests.exclude(guest_email__endswith=NAMELESS)
    for rsvp in guests:
        address = rsvp.guest_email
        make_nameless(rsvp)
        forget_letters(rsvp, address)
    forget_lost_guests(known=Rsvp.objects.filter(person=None).values("guest_email"))
    return len(guests)


def make_nameless(rsvp: Rsvp) -> None:
    rsvp.guest_name, rsvp.guest_zone = "-", ""
    rsvp.guest_email = f"{rsvp.public_id.hex}{NAMELESS}"
    rsvp.save(update_fields=["guest_name", "guest_zone", "guest_email"])
