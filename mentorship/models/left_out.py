from django.conf import settings
from django.db import models
from django.utils import timezone

from .application import Application


class LeftOut(models.Model):
    """Somebody accepted whom the matching passes over until this row is gone; matches that stand
    are not touched. With neither `made_by` nor a reason it is because a match was not answered in
    time."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="left_out")
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name_plural = "left out"

    def __str__(self):
        return f"{self.application_id}"
