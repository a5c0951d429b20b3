import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.people.models import Skill, SkillArea

from .initiative import AiPolicy, Initiative


class SkillNeed(models.TextChoices):
    MUST = "must", _("needed")
    NICE = "nice", _("nice to have")
    WILL_TEACH = "will-teach", _("we teach it")


class OpeningQuerySet(models.QuerySet):
    def fresh(self, on):
        """Open, and somebody said lately that it still is."""
        return self.filter(is_open=True, fresh_until__gte=on)


class Opening(models.Model):
    """A concrete need a group states: what role, how much of it, who answers.

    It hides itself after `fresh_until` until somebody of the group says again that it is wanted.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="openings")
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=12, choices=SkillArea.choices)
    summary = models.CharField(max_length=500, blank=True)
    hours_min = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    hours_max = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    languages = models.JSONField(default=list, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    contact_url = models.URLField(max_length=500, blank=True)
    ai_policy = models.CharField(max_length=12, choices=AiPolicy.choices, blank=True)
    is_for_newcomers = models.BooleanField(default=False)
    is_open = models.BooleanField(default=True)
    fresh_until = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=SkillArea.values) & ~Q(title=""),
                name="initiatives_opening_has_title_and_role",
            ),
            models.CheckConstraint(
                condition=Q(hours_min=None) | Q(hours_max=None) | Q(hours_max__gte=F("hours_min")),
                name="initiatives_opening_hours_in_order",
            ),
        ]

    def __str__(self):
        return self.title


class OpeningSkill(models.Model):
    """A skill an opening asks for, or teaches; `level` is the teaching scale, 1 to 5."""

    opening = models.ForeignKey(Opening, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="openings")
    need = models.CharField(max_length=10, choices=SkillNeed.choices, default=SkillNeed.MUST)
    level = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "skill"], name="initiatives_openingskill_once"
            ),
            models.CheckConstraint(
                condition=Q(need__in=SkillNeed.values) & Q(level__range=(1, 5)),
                name="initiatives_openingskill_known",
            ),
        ]

    def __str__(self):
        return str(self.skill)
