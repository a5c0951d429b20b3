from django.conf import settings
from django.db import models
from django.utils import timezone

from .program import Program

LONGEST_WHY = 300


class ScoreVersion(models.Model):
    """Weights, rules and limits of a program as they held from one day on, never changed later.

    `config` holds these alone of `Program.config`; `why` was written beside it for those who
    look after the program.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="score_versions")
    number = models.PositiveIntegerField()
    config = models.JSONField(default=dict, blank=True)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "number"], name="mentorship_scoreversion_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="mentorship_scoreversion_counts_from_one"
            ),
        ]

    def __str__(self):
        return f"{self.program} {self.number}"
