import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models import Match

MOST_GOALS = 3
MOST_MILESTONES = 12


class KickoffStep(models.TextChoices):
    """In the order one would do them in a first meeting."""

    HELLO = "hello", _("Say hello: who you are, and what you would like to be asked")
    HOURS = "hours", _("Agree when you meet, and where")
    BETWEEN = "between", _("Agree how you reach each other between meetings, and how fast")
    GOALS = "goals", _("Write down one goal below, together")
    AWAY = "away", _("Say when one of you will be away")


class KickoffMark(models.Model):
    """A step of the kickoff is done; either of the two may say so."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="kickoff_marks")
    step = models.CharField(max_length=7, choices=KickoffStep.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "step"], name="cohort_life_kickoff_once"),
            models.CheckConstraint(
                condition=Q(step__in=KickoffStep.values), name="cohort_life_kickoff_known_step"
            ),
        ]

    def __str__(self):
        return f"{self.match_id} {self.step}"


class LineKind(models.TextChoices):
    GOAL = "goal", _("Goal")
    MILESTONE = "milestone", _("Milestone")


class PlanLine(models.Model):
    """A goal of the pair, or a milestone with a day on the way to it; both people write them."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    match = models.ForeignKey(Match, models.CASCADE, related_name="plan_lines")
    kind = models.CharField(max_length=9, choices=LineKind.choices)
    text = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    reached_at = models.DateTimeField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["kind", "due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=LineKind.values) & ~Q(text=""),
                name="cohort_life_plan_says_something",
            ),
            models.CheckConstraint(
                condition=Q(kind="goal") | Q(due_on__isnull=False),
                name="cohort_life_milestone_has_a_day",
            ),
        ]

    def __str__(self):
        return self.text
