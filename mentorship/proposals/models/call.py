from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mentorship.models import Cohort
from mentorship.proposals.core.call import CallDates


class Call(models.Model):
    """A cohort asks for projects. Without this row it takes none, and shows none.

    The bounds are what people are warned of: of one group, and of one mentor in all programs.
    """

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="proposal_call")
    closes_on = models.DateField()
    public_on = models.DateField()
    most_of_group = models.PositiveSmallIntegerField(null=True, blank=True)
    most_of_mentor = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-cohort__starts_on", "cohort__key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__lte=F("public_on")), name="proposals_call_dates_in_order"
            ),
            models.CheckConstraint(
                condition=(Q(most_of_group=None) | Q(most_of_group__gte=1))
                & (Q(most_of_mentor=None) | Q(most_of_mentor__gte=1)),
                name="proposals_call_bounds",
            ),
        ]

    def __str__(self):
        return str(self.cohort)

    def get_absolute_url(self):
        return reverse("proposals:index", args=[self.cohort.program.slug, self.cohort.key])

    @property
    def dates(self) -> CallDates:
        return CallDates(self.cohort.timezone, self.closes_on, self.public_on)
