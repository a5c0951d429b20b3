from django.db import models
from django.db.models import Q

from mentorship.equity.core.stages import Stage, Why
from mentorship.models import Application, Cohort

from .group import EquityGroup


class StageCount(models.Model):
    """So many people of a group came so far and no further; without a group they said none."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="+")
    stage = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Stage])
    group = models.ForeignKey(EquityGroup, models.CASCADE, null=True, related_name="+")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "stage", "group"], name="equity_stagecount_once"
            ),
            models.UniqueConstraint(
                fields=["cohort", "stage"],
                condition=Q(group=None),
                name="equity_stagecount_of_no_group_once",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[one.value for one in Stage]),
                name="equity_stagecount_known_stage",
            ),
        ]

    def __str__(self):
        return f"{self.cohort_id} {self.stage}"


class ReasonCount(models.Model):
    """For so many people this is why they had no pair in the end."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="+")
    why = models.CharField(max_length=14, choices=[(one.value, one.value) for one in Why])
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "why"], name="equity_reasoncount_once"),
            models.CheckConstraint(
                condition=Q(why__in=[one.value for one in Why]),
                name="equity_reasoncount_known_word",
            ),
        ]

    def __str__(self):
        return f"{self.cohort_id} {self.why}"


class Counted(models.Model):
    """This application is in the counts: it is never counted again, and its answer is gone."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="equity_counted")

    def __str__(self):
        return str(self.application_id)
