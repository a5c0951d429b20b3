from django.conf import settings
from django.db import models
from django.db.models import F, Q

from .series import Series


class ToldClash(models.Model):
    """That somebody who arranges meetings was told of two that clash, so that no digest says it
    again; gone when they clash no more. One row a pair, `one` the older meeting."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    one = models.ForeignKey(Series, models.CASCADE, related_name="+")
    other = models.ForeignKey(Series, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "one", "other"], name="events_told_clash_once"
            ),
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="events_told_clash_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.one_id} {self.other_id}"
