from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class ChangeKind(models.TextChoices):
    ADDED = "added", _("Added to the catalogue")
    NAME = "name", _("Name")
    KIND = "kind", _("Kind of group")
    TEXT = "text", _("Description")
    STAGE = "stage", _("Stage")
    PARENT = "parent", _("Reports to")
    SERVES = "serves", _("Also serves")
    PREDECESSOR = "predecessor", _("Continues")
    ROLE = "role", _("People")
    CHANNEL = "channel", _("Channels and links")
    DELIVERABLE = "deliverable", _("What it has made")
    OPENING = "opening", _("Help wanted")
    REPORT = "report", _("Report")
    MEETING = "meeting", _("Meetings")


class Change(models.Model):
    """One public fact of a group that we began to show differently: what followers and feeds read.

    `at` is when we learnt it, not when it became true: that stands in the dated fact. Names of
    people never stand here, so that a name taken down leaves nothing behind.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now, editable=False)
    kind = models.CharField(max_length=12, choices=ChangeKind.choices)
    before = models.CharField(max_length=300, blank=True)
    after = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"]),
            models.Index(fields=["initiative", "-at"]),
        ]

    def __str__(self):
        return f"{self.initiative_id} {self.kind}"
