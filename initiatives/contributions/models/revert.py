from django.db import models
from django.db.models import F, Q

from initiatives.contributions.core.revert import Revert as Told


class Revert(models.Model):
    """A merged pull request that takes back another of its repository. Whose either of them is, is
    not kept: it is asked of the work of people who connected their account."""

    repository_id = models.BigIntegerField()
    number = models.PositiveIntegerField()
    by_number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["repository_id", "number", "by_number"], name="contributions_revert_once"
            ),
            models.CheckConstraint(
                condition=Q(by_number__gt=F("number")), name="contributions_revert_of_an_earlier"
            ),
        ]
        indexes = [models.Index(fields=["at"], name="contributions_reverted_at")]

    def __str__(self):
        return f"{self.repository_id}#{self.number} by #{self.by_number}"

    @property
    def told(self) -> Told:
        return Told(self.repository_id, self.number, self.by_number, self.at)
