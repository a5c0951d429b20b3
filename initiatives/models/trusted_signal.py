from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class SignalKind(models.TextChoices):
    BEST_PRACTICES = "best-practices", _("Best Practices badge")
    SCORECARD = "scorecard", _("Scorecard")
    BASELINE = "baseline", _("OSPS Baseline")
    SECURITY_INSIGHTS = "security-insights", _("Security Insights")
    AUDIT = "audit", _("Security audit")


class TrustedSignal(models.Model):
    """What an outside source says about a group's work, as it said it on a day.

    `subject` is what was looked at (a repository), empty for the group as a whole. `value` is the
    short answer ("passing", "7.4"), `parts` the single checks behind it: [{"name", "value",
    "reason", "url"}]. `read_from` is where the portal reads it again by itself. A new reading
    replaces the old one; a failed one leaves it, with its date.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="trusted_signals")
    kind = models.CharField(max_length=20, choices=SignalKind.choices)
    subject = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=60, blank=True)
    parts = models.JSONField(default=list, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    observed_on = models.DateField(null=True, blank=True)
    read_at = models.DateTimeField()
    read_from = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["kind", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "kind", "subject"], name="initiatives_trustedsignal_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SignalKind.values), name="initiatives_trustedsignal_known_kind"
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.value}"
