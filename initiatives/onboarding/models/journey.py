from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .path import Edition, Path, Step


class JourneyQuerySet(models.QuerySet):
    def open(self):
        return self.filter(left_at=None)


class Journey(models.Model):
    """One person's walk along a path, on the edition it began with. Nobody else may see it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="journeys")
    path = models.ForeignKey(Path, models.PROTECT, related_name="journeys")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="journeys")
    started_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "path"],
                condition=Q(left_at=None),
                name="onboarding_journey_one_open",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("started_at")),
                name="onboarding_journey_left_after_it_started",
            ),
        ]

    def __str__(self):
        return str(self.path)


class Source(models.TextChoices):
    """How we know: a person's own word is shown as that."""

    SELF = "self", _("you said so")
    RSVP = "rsvp", _("you said you would come")
    ATTENDANCE = "attendance", _("you were there")


class Completion(models.Model):
    """A step is done: by the person's own word, or because a meeting says so."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="completions")
    step = models.ForeignKey(Step, models.PROTECT, related_name="completions")
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.SELF)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "step"], name="onboarding_completion_once"),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="onboarding_completion_known_source"
            ),
        ]

    def __str__(self):
        return f"{self.step} {self.source}"
