from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mentorship.models import Match

LONGEST_DAYS = 60


class Pause(models.Model):
    """The pair rests from a day to a day, both included; one that ended early ends the day before.

    A pause that was taken back on its first day has no row.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="pauses")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="cohort_life_pause_in_order"
            )
        ]

    def __str__(self):
        return f"{self.match_id} {self.first_day} {self.last_day}"
