from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class LinkState(models.TextChoices):
    UNKNOWN = "unknown", _("not looked at yet")
    FINE = "fine", _("answers")
    FAILING = "failing", _("did not answer lately")
    DEAD = "dead", _("dead")
    SKIPPED = "skipped", _("not checked")


class LinkCheck(models.Model):
    """What an address on public pages answered last. One row an address, whoever links to it.

    `reported_to` are the groups whose leads were told of its death, `reported_at` when the last
    were: a group without a lead is told once it has one.
    """

    url = models.URLField(max_length=500, unique=True)
    state = models.CharField(max_length=8, choices=LinkState.choices, default=LinkState.UNKNOWN)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True)
    final_url = models.URLField(max_length=500, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    first_failed_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_to = models.ManyToManyField(Initiative, blank=True, related_name="+")

    class Meta:
        ordering = ["url"]
        indexes = [models.Index(fields=["next_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LinkState.values), name="initiatives_linkcheck_known_state"
            ),
        ]

    def __str__(self):
        return self.url
