from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .review import Review

MOST_READINGS = 200


class ReviewerQuerySet(models.QuerySet):
    def reading(self):
        """Neither stepped down nor gone with their account."""
        return self.filter(left_at=None, person__isnull=False)


class Reviewer(models.Model):
    """Somebody whom those who run the program asked to read, `most` applications at most.

    `organisation` is what is known of their employer, for conflicts alone. Who leaves keeps the
    row: their scores stay, without a name once the account is gone.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="reviewers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    most = models.PositiveSmallIntegerField()
    organisation = models.CharField(max_length=160, blank=True)
    named_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="review_reviewer_once"),
            models.CheckConstraint(
                condition=Q(most__range=(1, MOST_READINGS)), name="review_reviewer_reads_some"
            ),
        ]

    def __str__(self):
        return f"{self.review} {self.person_id}"
