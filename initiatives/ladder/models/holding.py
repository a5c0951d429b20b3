import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.ladder.core.ladder_text import LONGEST_KEY
from initiatives.models import Initiative


class Became(models.TextChoices):
    PROMOTED = "promoted", _("asked for it, and it was granted")
    NOTED = "noted", _("stood there before the ladder was written down")
    RETURNED = "returned", _("came back to it")


class HoldingQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)


class Holding(models.Model):
    """Somebody on a rung of a group, from a day to a day.

    One that ended because they went on to the next is a past one; who stepped back is emeritus
    with their last one, until they return.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="ladder_holdings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    rung = models.SlugField(max_length=LONGEST_KEY)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    became = models.CharField(max_length=8, choices=Became.choices)
    is_emeritus = models.BooleanField(default=False)
    noted_at = models.DateTimeField(default=timezone.now)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person"],
                condition=Q(until=None),
                name="ladder_holding_one_rung_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(until=None, is_emeritus=False) | Q(until__gte=F("since")),
                name="ladder_holding_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(became__in=Became.values), name="ladder_holding_known_words"
            ),
        ]

    def __str__(self):
        return f"{self.initiative}: {self.rung}"
