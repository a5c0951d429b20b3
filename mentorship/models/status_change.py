from django.conf import settings
from django.db import models
from django.utils import timezone

from mentorship.core.application_moves import Mover

from .application import Application, Status


class StatusChange(models.Model):
    """One move of an application. Its applicant reads all of them, without the names of others.

    `was` is empty for the first one. `reason` is for the applicant's eyes.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="changes")
    was = models.CharField(max_length=12, choices=Status.choices, blank=True)
    became = models.CharField(max_length=12, choices=Status.choices)
    mover = models.CharField(max_length=9, choices=[(mover.value, mover.value) for mover in Mover])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(was__in=["", *Status.values])
                & models.Q(became__in=Status.values)
                & models.Q(mover__in=[mover.value for mover in Mover]),
                name="mentorship_statuschange_known_words",
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.was} → {self.became}"
