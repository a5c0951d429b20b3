from django.db import models

from mentorship.models import Cohort

from .group import EquityGroup


class EquityAnswer(models.Model):
    """Somebody belongs to a group, by their own word. Who would rather not say has no row.

    The key is made of an application's public id and the secret of the site: the table alone tells
    of nobody, and neither does its order. When it was said is not kept, which the log of requests
    could be laid beside.
    """

    key = models.CharField(max_length=64, primary_key=True)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="+")
    group = models.ForeignKey(EquityGroup, models.CASCADE, related_name="+")

    def __str__(self):
        return self.key
