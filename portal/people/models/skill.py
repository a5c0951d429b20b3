from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class SkillArea(models.TextChoices):
    """Not only code: what kind of work a skill belongs to."""

    CODE = "code", _("Code")
    DOCS = "docs", _("Documentation and writing")
    DESIGN = "design", _("Design")
    TRANSLATION = "translation", _("Translation")
    COMMUNITY = "community", _("Community and events")
    POLICY = "policy", _("Policy, law and standards")
    RESEARCH = "research", _("Security research")
    OPERATIONS = "operations", _("Operations and infrastructure")
    LEADERSHIP = "leadership", _("Leading and teaching")


class Skill(ClusterableModel):
    """One word for one ability, shared by everybody; a curated list, never free tags."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)
    area = models.CharField(max_length=12, choices=SkillArea.choices, default=SkillArea.CODE)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(area__in=SkillArea.values) & ~Q(slug="") & ~Q(name=""),
                name="people_skill_has_a_name_and_area",
            ),
        ]

    def __str__(self):
        return self.name


class SkillSynonym(models.Model):
    """Another spelling, kept as `portal.core.skill_names.folded` writes it: "k8s", "golang"."""

    skill = ParentalKey(Skill, on_delete=models.CASCADE, related_name="synonyms")
    text = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["text"]

    def __str__(self):
        return self.text


class PersonSkill(models.Model):
    """What somebody can teach (1 to 5) or wants to learn (0 knows nothing to 3), or both.

    The levels are those of the matching file; importance counts only for what is to be learnt.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="people")
    teach_level = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    learn_level = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(3)]
    )
    importance = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="people_personskill_once"),
            models.CheckConstraint(
                condition=(Q(teach_level=None) | Q(teach_level__range=(1, 5)))
                & (Q(learn_level=None) | Q(learn_level__range=(0, 3)))
                & Q(importance__range=(1, 3)),
                name="people_personskill_levels_of_the_scale",
            ),
            models.CheckConstraint(
                condition=~Q(teach_level=None, learn_level=None),
                name="people_personskill_says_something",
            ),
        ]

    def __str__(self):
        return str(self.skill)
