from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class Verdict(models.TextChoices):
    OURS = "ours", _("what we have is right")
    THEIRS = "theirs", _("the other source is right")


class ConflictQuerySet(models.QuerySet):
    def open(self):
        return self.filter(verdict="")


class Conflict(models.Model):
    """Two sources that disagree about one fact of a group, and who was right once a person said.

    `fact` is the key of the fact in the catalogue file ("stages", "roles"). `proposal` holds
    what the other source says, in the words of that file, so that a verdict can be carried out. A
    verdict is remembered: the same two values from the same source are never asked about again.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="conflicts")
    fact = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    ours = models.CharField(max_length=500)
    theirs = models.CharField(max_length=500)
    our_source = models.CharField(max_length=300, blank=True)
    their_source = models.CharField(max_length=300, blank=True)
    their_source_url = models.URLField(max_length=500, blank=True)
    proposal = models.JSONField(default=dict, blank=True)
    verdict = models.CharField(max_length=6, choices=Verdict.choices, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    first_seen_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now=True)

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["initiative__name", "what", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "what", "ours", "theirs", "their_source"],
                name="initiatives_conflict_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]),
                name="initiatives_conflict_known_verdict",
            ),
        ]

    def __str__(self):
        return self.what
