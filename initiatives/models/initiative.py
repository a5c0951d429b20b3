import uuid
from functools import lru_cache

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.core.hues import HUES
from portal.people.models import Skill


class Kind(models.TextChoices):
    BOARD = "board", _("Board")
    COUNCIL = "council", _("Council")
    COMMITTEE = "committee", _("Committee")
    WORKING_GROUP = "working-group", _("Working group")
    SIG = "sig", _("Special interest group")
    PROJECT = "project", _("Project")
    ASSOCIATED_PROJECT = "associated-project", _("Associated project")
    SUBPROJECT = "subproject", _("Subproject")


class Topic(models.Model):
    """A subject people look for; a short list kept by staff, never free tags."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    description = models.CharField(max_length=300, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="topics")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Persona(models.Model):
    """Whom something is for: maintainers, contributors, consumers; a short list kept by staff."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    description = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class AiPolicy(models.TextChoices):
    WELCOME = "welcome", _("AI-assisted work is welcome")
    DISCLOSE = "disclose", _("AI-assisted work is welcome when you say so")
    NOT_FOR_FIRST = "not-first", _("No AI on tasks kept for newcomers")
    NO = "no", _("No AI-assisted work")


class InitiativeQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(is_listed=True)


class Initiative(models.Model):
    """A group of the foundation, whatever its kind. What changes by decision is in dated rows."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    summary = models.CharField(max_length=300, blank=True)
    why = models.TextField(max_length=1000, blank=True, help_text=_("Why it matters."))
    joining = models.TextField(
        max_length=500, blank=True, help_text=_("The one clear way to join, in a sentence.")
    )
    hue = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(HUES)]
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="initiatives")
    personas = models.ManyToManyField(Persona, blank=True, related_name="initiatives")
    languages = models.JSONField(default=list, blank=True)
    ai_policy = models.CharField(max_length=12, choices=AiPolicy.choices, blank=True)
    ai_policy_url = models.URLField(max_length=500, blank=True)
    decides = models.TextField(
        max_length=500, blank=True, help_text=_("How the group decides, in a sentence or two.")
    )
    website_url = models.URLField(max_length=500, blank=True)
    repo_url = models.URLField(max_length=500, blank=True)
    charter_url = models.URLField(max_length=500, blank=True)
    is_listed = models.BooleanField(default=True)
    takes_claims = models.BooleanField(default=True)
    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="initiatives_initiative_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(hue__range=(1, HUES)), name="initiatives_initiative_hue_in_circle"
            ),
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(name=""), name="initiatives_initiative_has_a_name"
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address(self.slug)


@lru_cache(maxsize=16384)
def address(slug: str) -> str:
    """`reverse` costs a tenth of a millisecond; a list or map asks for the same again and again."""
    return reverse("initiatives:detail", args=[slug])


def kind_labels() -> dict[str, str]:
    """Every kind in the reader's language: once a page, not once a row."""
    return {kind.value: str(kind.label) for kind in Kind}
