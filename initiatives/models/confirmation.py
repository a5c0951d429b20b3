from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class FactGroup(models.TextChoices):
    """What goes stale together, on one clock."""

    TEXT = "text", _("What it is and why it matters")
    LINKS = "links", _("Channels and links")
    PEOPLE = "people", _("People and seats")
    PLACE = "place", _("Stage and place in the foundation")
    MEETINGS = "meetings", _("Meeting times")
    OPENINGS = "openings", _("Help wanted")
    DELIVERABLES = "deliverables", _("What it has made")


class Confirmation(models.Model):
    """The last time somebody who speaks for a group said that a part of its page is right.

    Dated facts keep their own `confirmed_on` beside it; this row is for what is no dated fact, and
    for the clock of the whole part.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="confirmations")
    part = models.CharField(max_length=12, choices=FactGroup.choices)
    confirmed_on = models.DateField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["part"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "part"], name="initiatives_confirmation_once"
            ),
            models.CheckConstraint(
                condition=Q(part__in=FactGroup.values), name="initiatives_confirmation_known_part"
            ),
        ]

    def __str__(self):
        return f"{self.initiative_id} {self.part}"
