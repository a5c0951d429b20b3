from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .dated import DatedFact
from .initiative import Initiative


class Stage(models.TextChoices):
    UNKNOWN = "unknown", _("Unknown")
    SANDBOX = "sandbox", _("Sandbox")
    INCUBATING = "incubating", _("Incubating")
    GRADUATED = "graduated", _("Graduated")
    ARCHIVED = "archived", _("Archived")


class StageRecord(DatedFact):
    """Maturity of how a group works. Boards, councils and committees have no record."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=12, choices=Stage.choices)

    class Meta(DatedFact.Meta):
        ordering = [F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "id"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["initiative"], condition=Q(until=None), name="initiatives_stage_one_open"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=Stage.values), name="initiatives_stage_known"
            ),
        ]

    def __str__(self):
        return f"{self.initiative}: {self.stage}"
