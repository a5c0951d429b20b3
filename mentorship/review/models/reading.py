import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models import Application

from .reviewer import Reviewer

LOWEST_RESULT, HIGHEST_RESULT = 100, 500


class Ending(models.TextChoices):
    """Why a reading counts no more, whether its score was given or not."""

    CONFLICT = "conflict", _("A conflict of interest")
    LEFT = "left", _("The reader stepped down")


class ReadingQuerySet(models.QuerySet):
    def counting(self):
        return self.filter(ended_at=None)

    def given(self):
        return self.filter(ended_at=None, given_at__isnull=False)

    def open(self):
        """A score is still to come."""
        return self.filter(ended_at=None, given_at=None)


class Reading(models.Model):
    """One person reads one application. A draft until the score is given; nobody sees it before.

    `marks` are points by the criterion's key, `result` what they come to in hundredths.
    `to_fellows` is for those who read the same application and have given their score,
    `to_admins` for those who run the program alone.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, models.CASCADE, related_name="readings")
    reviewer = models.ForeignKey(Reviewer, models.CASCADE, related_name="readings")
    assigned_at = models.DateTimeField(default=timezone.now)
    marks = models.JSONField(default=dict, blank=True)
    to_fellows = models.TextField(max_length=2000, blank=True)
    to_admins = models.TextField(max_length=2000, blank=True)
    result = models.PositiveSmallIntegerField(null=True, blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=8, choices=Ending.choices, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "reviewer"], name="review_reading_once"),
            models.CheckConstraint(
                condition=Q(given_at=None, result=None)
                | Q(given_at__isnull=False, result__range=(LOWEST_RESULT, HIGHEST_RESULT)),
                name="review_reading_given_with_a_result",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="")
                | Q(ended_at__isnull=False, ending__in=Ending.values),
                name="review_reading_ended_for_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.public_id)


class EarlierScore(models.Model):
    """What a score was before its reader revised it, and why they did."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="earlier")
    marks = models.JSONField()
    to_fellows = models.TextField(max_length=2000, blank=True)
    to_admins = models.TextField(max_length=2000, blank=True)
    result = models.PositiveSmallIntegerField()
    reason = models.TextField(max_length=500)
    revised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["revised_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & Q(result__range=(LOWEST_RESULT, HIGHEST_RESULT)),
                name="review_earlier_score_with_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.reading} {self.revised_at}"
