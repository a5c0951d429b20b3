from django.db import models
from django.db.models import Q

from mentorship.models import Cohort

MOST_GROUPS = 5  # and those who would rather not say: more could hardly be counted by stage


class EquityGroup(models.Model):
    """A coarse group that mentees of a cohort may say they belong to. `least` are places of the
    matching that are meant for it, 0 are none; `kept` are those it has, settled with the first
    run."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="equity_groups")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    least = models.PositiveSmallIntegerField(default=0)
    kept = models.PositiveSmallIntegerField(null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "key"], name="equity_group_once"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(name=""), name="equity_group_has_a_name"
            ),
        ]

    def __str__(self):
        return self.name
