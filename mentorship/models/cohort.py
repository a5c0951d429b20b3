from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mentorship.core.choices import MOST_CHOICES
from mentorship.core.phases import Dates

from .program import Program

MONDAY, SUNDAY = 1, 7
MOST_ANSWER_DAYS = 60


class CohortQuerySet(models.QuerySet):
    def published(self):
        return self.filter(program__in=Program.objects.published())


class Cohort(models.Model):
    """One run of a program. Its phase is never stored: it follows from the dates.

    Every date is a whole day in `timezone`, which may be "anywhere on Earth" (Etc/GMT+12); the last
    day for applications may end with the minute `closes_time`. A match is to be answered within
    `answer_days`; with `fills_places` the next best is told at once when one ends, without anybody
    looking first. Mentees rank `most_choices` of what there is to choose.
    """

    program = models.ForeignKey(Program, models.CASCADE, related_name="cohorts")
    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    timezone = models.CharField(max_length=64, default="UTC")
    opens_on = models.DateField()
    closes_on = models.DateField()
    closes_time = models.TimeField(null=True)
    review_until = models.DateField()
    results_on = models.DateField()
    starts_on = models.DateField()
    midterm_on = models.DateField()
    ends_on = models.DateField()
    answer_days = models.PositiveSmallIntegerField(default=7)
    fills_places = models.BooleanField(default=False)
    most_choices = models.PositiveSmallIntegerField(default=MOST_CHOICES)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "key"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(key__in=["", "new"]) & ~Q(name="") & ~Q(timezone=""),
                name="mentorship_cohort_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on"))
                & Q(closes_on__lte=F("review_until"))
                & Q(review_until__lt=F("results_on"))
                & Q(results_on__lte=F("starts_on"))
                & Q(starts_on__lt=F("midterm_on"))
                & Q(midterm_on__lte=F("ends_on")),
                name="mentorship_cohort_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__iso_week_day=MONDAY) & Q(ends_on__iso_week_day=SUNDAY),
                name="mentorship_cohort_of_whole_weeks",
            ),
            models.CheckConstraint(
                condition=Q(closes_time__second=0), name="mentorship_cohort_closes_with_a_minute"
            ),
            models.CheckConstraint(
                condition=Q(answer_days__range=(1, MOST_ANSWER_DAYS)),
                name="mentorship_cohort_days_to_answer",
            ),
            models.CheckConstraint(
                condition=Q(most_choices__lte=MOST_CHOICES),
                name="mentorship_cohort_choices_to_rank",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("mentorship:program", args=[self.program.slug])

    @property
    def weeks(self) -> int:
        return ((self.ends_on - self.starts_on).days + 1) // 7

    @property
    def dates(self) -> Dates:
        return Dates(
            timezone=self.timezone,
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            closes_time=self.closes_time,
            review_until=self.review_until,
            results_on=self.results_on,
            starts_on=self.starts_on,
            midterm_on=self.midterm_on,
            ends_on=self.ends_on,
        )
