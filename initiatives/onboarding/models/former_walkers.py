from django.db import models
from django.db.models import Q

from initiatives.onboarding.core.funnel import OF_FORMER

from .path import Path


class FormerWalkers(models.Model):
    """How many people who began this path in that year (UTC) came to a stage and have erased their
    account since: a number, and no row about any of them."""

    path = models.ForeignKey(Path, models.CASCADE, related_name="former_walkers")
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(
        max_length=10, choices=[(stage.value, stage.value) for stage in OF_FORMER]
    )
    people = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["year", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "year", "stage"], name="onboarding_former_walkers_once"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in OF_FORMER]),
                name="onboarding_former_walkers_known_stage",
            ),
        ]

    def __str__(self):
        return f"{self.path} {self.year} {self.stage} {self.people}"
