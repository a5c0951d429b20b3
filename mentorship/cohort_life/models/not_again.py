from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class NotAgain(models.Model):
    """These two are never paired again, in no cohort. Shown to nobody but who asked for it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="not_again")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="cohort_life_not_again_once"),
            models.CheckConstraint(
                condition=~Q(person=F("other")), name="cohort_life_not_again_of_two"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.other_id}"
