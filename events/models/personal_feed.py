from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from initiatives.models import Initiative


class PersonalFeed(models.Model):
    """One address a person gave to one calendar program. Private.

    The address is known by its SHA-256 alone: it is shown once and can't be read again.
    `last_used_on` is a day, so that nobody can follow when somebody opens their calendar.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="personal_feeds"
    )
    label = models.CharField(max_length=80)
    token_sha256 = models.CharField(max_length=64, unique=True)
    has_answers = models.BooleanField(default=True)
    has_followed = models.BooleanField(default=True)
    groups = models.ManyToManyField(Initiative, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(token_sha256=""), name="events_feed_has_a_label_and_key"
            ),
        ]

    def __str__(self):
        return self.label
