from django.db import models
from django.db.models import Q

from initiatives.onboarding.blocks import LONGEST_REPOSITORY


class Repository(models.Model):
    """A name that steps of paths use, and the number GitHub knows that repository by.

    The number is learned from the first word of GitHub about the name and holds from then on: under
    another name it is still the repository, and another one that takes the name is not. The moments
    are of the last such work of anybody, so that a rule nobody can keep is found out; `heard_at` is
    the last word about the repository at all, `delivered_at` the last that GitHub sent by itself.
    """

    name = models.CharField(max_length=LONGEST_REPOSITORY, unique=True)
    github_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    merged_at = models.DateTimeField(null=True, blank=True)
    docs_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & (Q(github_id=None) | Q(github_id__gt=0)),
                name="contributions_repository_is_one",
            )
        ]

    def __str__(self):
        return self.name
