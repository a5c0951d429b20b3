import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .occurrence import Occurrence


class Answer(models.TextChoices):
    YES = "yes", _("Coming")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("Not coming")


class Place(models.TextChoices):
    """What a yes has come to. An offer is a free seat held for who is first in line."""

    NONE = "none", _("No seat")
    UNCONFIRMED = "unconfirmed", _("A guest whose address is not proved yet")
    SEAT = "seat", _("A seat")
    WAITING = "waiting", _("In line")
    OFFERED = "offered", _("A seat is held for them")


HOLDING = (Place.SEAT, Place.OFFERED)


class RsvpQuerySet(models.QuerySet):
    def seated(self):
        return self.filter(place=Place.SEAT)

    def holding(self):
        """Those a date counts: a seat, or one that is held for somebody."""
        return self.filter(place__in=HOLDING)

    def in_line(self):
        """First come, first served."""
        return self.filter(place=Place.WAITING).order_by("answered_at", "pk")


class Rsvp(models.Model):
    """What a member or a guest answered for one date. Private but for the count of seats.

    A guest has a name and an address and no account. `answered_at` is their turn in the line;
    `expires_at` ends an offer, or a guest's request that nobody confirmed. `is_standing`: it came
    from an answer for all dates. `attended` is what an organizer ticked; empty until then,
    and `organisation` whom they were there for that day.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="rsvps")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="rsvps"
    )
    guest_name = models.CharField(max_length=80, blank=True)
    guest_email = models.EmailField(blank=True)
    guest_zone = models.CharField(max_length=64, blank=True)
    answer = models.CharField(max_length=5, choices=Answer.choices, default=Answer.YES)
    place = models.CharField(max_length=11, choices=Place.choices, default=Place.SEAT)
    answered_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    is_standing = models.BooleanField(default=False)
    attended = models.BooleanField(null=True, blank=True)
    organisation = models.CharField(max_length=120, blank=True)

    objects = RsvpQuerySet.as_manager()

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person"], name="events_rsvp_one_seat"),
            models.UniqueConstraint(
                fields=["occurrence", "guest_email"],
                condition=~Q(guest_email=""),
                name="events_rsvp_one_guest_an_address",
            ),
            models.CheckConstraint(
                condition=Q(person=None) & ~Q(guest_email="") & ~Q(guest_name="")
                | Q(person__isnull=False, guest_email="", guest_name="", guest_zone=""),
                name="events_rsvp_member_or_guest",
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values, place__in=Place.values)
                & (Q(answer=Answer.YES) | Q(place=Place.NONE)),
                name="events_rsvp_known_words",
            ),
            models.CheckConstraint(
                condition=Q(place__in=[Place.OFFERED, Place.UNCONFIRMED], expires_at__isnull=False)
                | Q(place__in=[Place.NONE, Place.SEAT, Place.WAITING], expires_at=None),
                name="events_rsvp_only_offers_expire",
            ),
            models.CheckConstraint(
                condition=~Q(place=Place.UNCONFIRMED) | Q(person=None),
                name="events_rsvp_members_are_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
                name="events_rsvp_that_expires",
            ),
        ]

    def __str__(self):
        return f"{self.public_id} {self.occurrence}"
