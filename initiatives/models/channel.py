from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class ChannelKind(models.TextChoices):
    SLACK = "slack", _("Slack")
    MAILING_LIST = "mailing-list", _("Mailing list")
    GITHUB = "github", _("GitHub")
    DISCORD = "discord", _("Discord")
    CALENDAR = "calendar", _("Calendar")
    NOTES = "notes", _("Meeting notes")
    RECORDINGS = "recordings", _("Recordings")
    WEBSITE = "website", _("Website")
    OTHER = "other", _("Other")


class Channel(models.Model):
    """A place where a group talks or keeps its papers."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=12, choices=ChannelKind.choices)
    name = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True)
    is_public = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "kind", "name", "url"], name="initiatives_channel_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ChannelKind.values), name="initiatives_channel_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(name="", url=""), name="initiatives_channel_can_be_found"
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """Its name; without one the place its address leads to."""
        return self.name or urlsplit(self.url).hostname or self.url
