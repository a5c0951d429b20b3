from django.db import models
from django.utils import timezone

from initiatives.onboarding.blocks import LONGEST_KEY
from initiatives.onboarding.models import Path
from mentorship.models import Match


class PraisedStep(models.Model):
    """A mentor was told that their mentee did this step, also one that is done again later: what
    keeps it from being told twice, and the letters a week apart."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="praised_steps")
    path = models.ForeignKey(Path, models.CASCADE, related_name="+")
    key = models.SlugField(max_length=LONGEST_KEY)
    told_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["match", "path", "key"], name="cohort_life_step_praised_once"
            )
        ]

    def __str__(self):
        return f"{self.match_id} {self.key}"
