from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .rsvp import Answer
from .series import Series


class StandingAnswer(models.Model):
    """What somebody answered for all dates of a series from one day on: dates that are made later
    begin with it. One date can differ, its own RSVP says so."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="standing_answers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="standing_answers"
    )
    answer = models.CharField(max_length=5, choices=Answer.choices)
    starts_on = models.DateField()
    answered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["answered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "person"], name="events_standing_answer_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="events_standing_answer_known"
            ),
        ]

    def __str__(self):
        return f"{self.answer} {self.series}"
