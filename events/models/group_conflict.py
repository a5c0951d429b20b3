from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative


class Level(models.TextChoices):
    """Why two groups should not meet at one time, the strongest reason first."""

    LEADS = "leads", _("the same people lead both")
    KEY_PEOPLE = "key-people", _("people both need come to both")
    TOPIC = "topic", _("both work on the same topic")


class GroupConflict(models.Model):
    """Two groups that should not meet at the same time: one row a pair, `a` the older one."""

    a = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    b = models.ForeignKey(Initiative, models.CASCADE, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices)

    class Meta:
        ordering = ["a", "b"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="events_conflict_pair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="events_conflict_in_order"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values), name="events_conflict_known_level"
            ),
        ]

    def __str__(self):
        return f"{self.a_id} {self.b_id} {self.level}"
