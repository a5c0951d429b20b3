from django.db import models
from django.db.models import F, Q

from .dated import DatedFact
from .initiative import Initiative


class Parent(DatedFact):
    """The one body a group reports to; an empty `parent` says it reports to nobody."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="parents")
    parent = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="child_rows"
    )

    class Meta(DatedFact.Meta):
        ordering = [F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "id"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["initiative"],
                condition=Q(until=None),
                name="initiatives_parent_one_open",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("initiative")),
                name="initiatives_parent_not_itself",
            ),
        ]

    def __str__(self):
        return f"{self.initiative} → {self.parent or '—'}"


class AlsoServes(DatedFact):
    """A second body a group works for, beside the one it reports to."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="serves")
    served = models.ForeignKey(Initiative, models.PROTECT, related_name="served_by")

    class Meta(DatedFact.Meta):
        ordering = [F("until").desc(nulls_first=True), "served__slug", "id"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["initiative", "served"],
                condition=Q(until=None),
                name="initiatives_alsoserves_one_open",
            ),
            models.CheckConstraint(
                condition=~Q(served=F("initiative")), name="initiatives_alsoserves_not_itself"
            ),
        ]

    def __str__(self):
        return f"{self.initiative} ⇢ {self.served}"
