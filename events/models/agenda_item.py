import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .occurrence import Occurrence

LONGEST_TOPIC = 160
MOST_MINUTES = 480


class Treatment(models.TextChoices):
    """What has become of an item."""

    OPEN = "open", _("To be discussed")
    DISCUSSED = "discussed", _("Discussed")
    DROPPED = "dropped", _("Dropped")


class AgendaItem(models.Model):
    """Something to talk about on one date. Public, but for why it was dropped, which its author is
    told. Who added it is empty once the account is gone; `carried_from` is the date it was first
    meant for."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="agenda_items")
    title = models.CharField(max_length=LONGEST_TOPIC)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    link = models.URLField(max_length=500, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    position = models.PositiveIntegerField(default=0)
    treatment = models.CharField(max_length=9, choices=Treatment.choices, default=Treatment.OPEN)
    drop_reason = models.CharField(max_length=300, blank=True)
    carried_from = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & Q(treatment__in=Treatment.values),
                name="events_agenda_item_says_something",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(1, MOST_MINUTES)),
                name="events_agenda_item_takes_a_while",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"),
                name="events_agenda_item_links_over_https",
            ),
        ]

    def __str__(self):
        return self.title
