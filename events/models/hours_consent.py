from django.conf import settings
from django.db import models
from django.utils import timezone

from initiatives.models import Initiative


class HoursConsent(models.Model):
    """A group may count somebody's free hours when it looks for a time. Private: the organizers
    read totals, never whose hours they are, and nobody is counted without such a row."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="hours_consents"
    )
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "initiative"], name="events_consent_once"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.initiative_id}"
