from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.models import Cohort


class Selects(models.TextChoices):
    ENGINE = "engine", _("The matching")
    MIXED = "mixed", _("Mentors rank, the matching assigns")
    MENTORS = "mentors", _("The mentors")


class Way(models.Model):
    """Who selects in a cohort; without a row the matching does."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="selection_way")
    selects = models.CharField(max_length=7, choices=Selects.choices)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(selects__in=Selects.values), name="selection_way_known"
            )
        ]

    def __str__(self):
        return f"{self.cohort_id} {self.selects}"

    @property
    def asks_mentors(self) -> bool:
        return self.selects != Selects.ENGINE
