from django.conf import settings
from django.db import models
from django.utils import timezone

from .initiative import Initiative


class Follow(models.Model):
    """Somebody wants to hear what changes in a group. Private: nobody else sees who follows.

    `seen_at` is when they last read what had changed.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="followers")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    seen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "initiative"], name="initiatives_follow_once"
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.initiative}"
