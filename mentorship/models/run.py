from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .cohort import Cohort


class Run(models.Model):
    """One execution of the matching on a cohort as it was then; a proposal until it is published.

    `result` is the matching file's, with public ids of applications for names, and with the
    `choice` that a pair is for. What people told
    about themselves is not copied: `instance_sha256` says whether it is still the same, and
    `made_of` what of it has changed: `mentorship.core.instance_parts`. Pairs of the run it `keeps`
    counted some points more. `score_version` is the program's; a run from before they were counted
    has none.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    config = models.JSONField(default=dict, blank=True)
    score_version = models.PositiveIntegerField(null=True, blank=True)
    result = models.JSONField()
    instance_sha256 = models.CharField(max_length=64)
    made_of = models.JSONField(default=dict, blank=True)
    keeps = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    engine = models.CharField(max_length=80)
    tzdata = models.CharField(max_length=12)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="mentorship_run_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(instance_sha256=""),
                name="mentorship_run_of_a_cohort",
            ),
        ]

    def __str__(self):
        return f"{self.cohort} {self.number}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
