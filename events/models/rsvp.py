import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from .occurrence import Occurrence


class Rsvp(models.Model):
    """Somebody said they come to one date: the row is the seat. Private but for the count.

    `attended` is what an organizer ticked afterwards; empty until then.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="rsvps")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rsvps")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    attended = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["occurrence", "person"], name="events_rsvp_one_seat"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.occurrence}"
