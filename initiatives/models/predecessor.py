from django.db import models
from django.db.models import F, Q

from .dated import DatedFact
from .initiative import Initiative


class Predecessor(DatedFact):
    """The group whose work this one took over, from `since` on."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="predecessors")
    predecessor = models.ForeignKey(Initiative, models.PROTECT, related_name="successors")

    class Meta(DatedFact.Meta):
        ordering = [F("since").desc(nulls_last=True), "predecessor__slug", "id"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["initiative", "predecessor"], name="initiatives_predecessor_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("initiative")),
                name="initiatives_predecessor_not_itself",
            ),
        ]

    def __str__(self):
        return f"{self.initiative} ← {self.predecessor}"
