from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application, Role
from .cohort import Cohort


class Prerequisite(models.Model):
    """Something everybody who applies in this role does before the application is complete."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="prerequisites")
    role = models.CharField(max_length=6, choices=Role.choices)
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=1500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "role", "title"], name="mentorship_prerequisite_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values) & ~Q(title=""),
                name="mentorship_prerequisite_known_words",
            ),
        ]

    def __str__(self):
        return self.title


class ProofState(models.TextChoices):
    GIVEN = "given", _("Waits to be looked at")
    ACCEPTED = "accepted", _("Done")
    RETURNED = "returned", _("Sent back")


class Proof(models.Model):
    """What an applicant shows for a prerequisite: words, a link, or both. `word` is what those who
    run the program say to it, for the applicant's eyes."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="proofs")
    prerequisite = models.ForeignKey(Prerequisite, models.CASCADE, related_name="proofs")
    text = models.TextField(max_length=3000, blank=True)
    link = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=ProofState.choices, default=ProofState.GIVEN)
    word = models.TextField(max_length=1000, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["prerequisite_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "prerequisite"], name="mentorship_proof_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ProofState.values) & (~Q(text="") | ~Q(link="")),
                name="mentorship_proof_shows_something",
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.prerequisite_id}"
