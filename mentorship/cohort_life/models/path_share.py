from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models import Match


class PathShare(models.Model):
    """The mentee lets their mentor, or those who run the program, see how far they are on their
    paths: each by a word of its own, taken back at any time. Nobody has no row.

    `with_waits` is a word of its own too: those who see them read also for whom each waits, and
    since when. `at` is when it was first shown, or first to the mentor."""

    match = models.OneToOneField(Match, models.CASCADE, related_name="path_share")
    to_mentor = models.BooleanField(default=True)
    to_program = models.BooleanField(default=False)
    with_waits = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_mentor=True) | Q(to_program=True),
                name="cohort_life_paths_shown_to_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.match_id}"
