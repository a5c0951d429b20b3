from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.core.people_csv import MOST_MENTEES


class MentorLimit(models.Model):
    """How many mentees a mentor wants at once over all programs together, by their own word."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentor_limit"
    )
    most = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(most__range=(0, MOST_MENTEES)), name="cohort_life_limit_of_the_scale"
            )
        ]

    def __str__(self):
        return f"{self.person_id} {self.most}"
