from django.db import models
from django.utils import timezone

from mentorship.models import Match


class PathShare(models.Model):
    """The mentee lets their mentor see how far they are on their paths; taken back by deleting."""

    match = models.OneToOneField(Match, models.CASCADE, related_name="path_share")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.match_id}"
