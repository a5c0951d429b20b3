from django.db import models
from django.urls import reverse

from mentorship.models import Cohort


class FairnessReport(models.Model):
    """How fair a term was, in numbers, small ones hidden for good: made once, when nothing of what
    people answered is kept any longer. `figures` is what everybody reads once it is published."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="fairness_report")
    figures = models.JSONField()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return str(self.cohort_id)

    def get_absolute_url(self):
        return reverse("equity:report", args=[self.cohort.program.slug, self.cohort.key])
