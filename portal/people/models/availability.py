from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.core.availability import CELL, WEEK


class AvailabilityWindow(models.Model):
    """Free time in an ordinary week, in the person's own wall clock; the zone is the account's.

    A window may run past midnight, on Sunday into Monday. Windows of one person neither overlap nor
    touch: `set_availability` writes them merged and all at once.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="availability"
    )
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    start = models.TimeField()
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "weekday", "start"], name="people_availability_starts_once"
            ),
            models.CheckConstraint(
                condition=Q(weekday__range=(0, 6)) & Q(minutes__range=(CELL, WEEK)),
                name="people_availability_window_of_a_week",
            ),
        ]

    def __str__(self):
        return f"{self.weekday} {self.start:%H:%M} +{self.minutes}"
