from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.mailings.core.window import Kind
from mentorship.models import Cohort

KINDS = [kind.value for kind in Kind]


class Mailing(models.Model):
    """A letter to many that has gone out: one of its kind a cohort, whoever presses how often.

    `people` is how many it went to; who they were stands nowhere but in their own notices.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=14, choices=[(kind, kind) for kind in KINDS])
    people = models.PositiveIntegerField()
    sent_at = models.DateTimeField(default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "kind"], name="mailings_mailing_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="mailings_mailing_known_kind"),
        ]

    def __str__(self):
        return f"{self.cohort} {self.kind}"
