from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application
from .cohort import Cohort


class PinKind(models.TextChoices):
    PIN = "pin", _("Always together")
    VETO = "veto", _("Never together")


class Pin(models.Model):
    """What a person decided about a pair before the matching does. Only program admins see it."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="pins")
    mentee = models.ForeignKey(Application, models.CASCADE, related_name="pins_as_mentee")
    mentor = models.ForeignKey(Application, models.CASCADE, related_name="pins_as_mentor")
    kind = models.CharField(max_length=4, choices=PinKind.choices)
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mentee", "mentor"], name="mentorship_pin_pair_once"),
            models.UniqueConstraint(
                fields=["mentee"], condition=Q(kind="pin"), name="mentorship_pin_one_mentor"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=PinKind.values), name="mentorship_pin_known_kind"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.mentee_id} {self.mentor_id}"
