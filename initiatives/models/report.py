from django.db import models
from django.db.models import Q

from .initiative import Initiative


class Report(models.Model):
    """A group's published update about one quarter, written "2025-Q2"."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="reports")
    quarter = models.CharField(max_length=7)
    filed_on = models.DateField(null=True, blank=True)
    title = models.CharField(max_length=160, blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["-quarter", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "quarter"], name="initiatives_report_once"
            ),
            models.CheckConstraint(
                condition=Q(quarter__regex=r"^\d{4}-Q[1-4]$"), name="initiatives_report_a_quarter"
            ),
        ]

    def __str__(self):
        return self.quarter
