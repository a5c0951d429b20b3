"""The links a guest has instead of an account: each is good for one thing, at one date."""

from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from events.models import Rsvp

CONFIRM = Signer(salt="events.guest.confirm")
SEAT = Signer(salt="events.guest.seat")


def confirm_path(rsvp: Rsvp) -> str:
    """Ends with the request it confirms: see `Rsvp.expires_at`."""
    return reverse("events:guest_confirm", args=[CONFIRM.sign(rsvp.public_id.hex)])


def seat_path(rsvp: Rsvp) -> str:
    """Their seat: look, join, give it back. As good as its row is there."""
    return reverse("events:guest_seat", args=[SEAT.sign(rsvp.public_id.hex)])


def public_id_in(token: str, signer: Signer) -> UUID | None:
    """None for a token that was not made here, or for something else."""
    try:
        return UUID(hex=signer.unsign(token))
    except (BadSignature, ValueError):
        return None


def zone_of(rsvp: Rsvp) -> str:
    """The one they were shown the date in, or that of the group."""
    return rsvp.guest_zone or rsvp.occurrence.tzid
