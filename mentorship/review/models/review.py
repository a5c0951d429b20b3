from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models import Cohort

FEWEST_READERS, MOST_READERS = 2, 4
MOST_CRITERIA, HEAVIEST = 8, 10


class Review(models.Model):
    """A cohort has the applications of its mentees read by people with a rubric: each by
    `readers_each`, until the end of a day where the cohort lives."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="review")
    readers_each = models.PositiveSmallIntegerField(default=FEWEST_READERS)
    due_on = models.DateField()
    begun_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(readers_each__range=(FEWEST_READERS, MOST_READERS)),
                name="review_never_by_one_alone",
            ),
        ]

    def __str__(self):
        return str(self.cohort)


class Criterion(models.Model):
    """One thing that is looked at, on a scale of five; in words what one, three and five mean.

    Nothing of it changes once anybody has given a score.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="criteria")
    name = models.CharField(max_length=80)
    asks = models.CharField(max_length=300)
    weight = models.PositiveSmallIntegerField(default=1)
    low = models.CharField(max_length=160)
    middle = models.CharField(max_length=160, blank=True)
    high = models.CharField(max_length=160)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "name"], name="review_criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__range=(1, HEAVIEST)) & ~Q(name="") & ~Q(asks=""),
                name="review_criterion_asks_something",
            ),
        ]

    def __str__(self):
        return self.name
