from django.conf import settings
from django.db import models

from mentorship.models import Program


class WishToMentor(models.Model):
    """A graduate wants to hear when their program next looks for mentors; `told_at` once they
    have."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    program = models.ForeignKey(Program, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "program"], name="alumni_wish_once"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.program_id}"
