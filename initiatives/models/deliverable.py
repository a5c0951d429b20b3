from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .dated import DatedFact
from .initiative import Initiative, Persona


class DeliverableType(models.TextChoices):
    SOFTWARE = "software", _("Software")
    SPECIFICATION = "specification", _("Specification")
    GUIDE = "guide", _("Guide")
    COURSE = "course", _("Course")
    SERVICE = "service", _("Service")
    DATASET = "dataset", _("Dataset")
    REPORT = "report", _("Report")
    OTHER = "other", _("Other")


class Deliverable(DatedFact):
    """Something a group has made, for whom it is, and the problem it solves.

    What a source claims and the group has not confirmed waits for its lead: `confirmed_on` is
    empty, and pages say so.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="deliverables")
    name = models.CharField(max_length=160)
    type = models.CharField(max_length=14, choices=DeliverableType.choices)
    summary = models.CharField(max_length=300, blank=True)
    problem = models.CharField(max_length=160, blank=True)
    url = models.URLField(max_length=500, blank=True)
    personas = models.ManyToManyField(Persona, blank=True, related_name="deliverables")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(DatedFact.Meta):
        ordering = ["position", "id"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["initiative", "name"], name="initiatives_deliverable_once"
            ),
            models.CheckConstraint(
                condition=Q(type__in=DeliverableType.values) & ~Q(name=""),
                name="initiatives_deliverable_known_type",
            ),
        ]

    def __str__(self):
        return self.name
