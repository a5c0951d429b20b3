from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from portal.core.skill_names import folded

ALREADY_STANDS_FOR = _("“%(text)s” already stands for %(skill)s.")


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


class TeachLevel(models.IntegerChoices):
    """How well somebody knows what they can teach: the mentor's levels of the matching file."""

    FIRST_STEPS = 1, _("I can show the first steps")
    EVERYDAY = 2, _("I can help with everyday questions")
    ON_MY_OWN = 3, _("I work with it on my own")
    WELL = 4, _("I know it well, pitfalls too")
    EXPERT = 5, _("Others ask me; I review and teach")


class LearnLevel(models.IntegerChoices):
    """Where somebody stands who wants to learn: the mentee's levels of the matching file."""

    NOTHING = 0, _("I have never touched it")
    TRIED = 1, _("I tried it once or twice")
    BASICS = 2, _("I know the basics")
    USING = 3, _("I use it and want to get better")


class Importance(models.IntegerChoices):
    NICE = 1, _("Nice to have")
    MATTERS = 2, _("It matters")
    MAIN = 3, _("It is what I come for")


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

    def clean(self):
        """One spelling, one skill: what people type must never mean two."""
        spelling = folded(self.name)
        if not spelling:
            raise ValidationError({"name": _("A name needs a letter or a digit.")})
        taken = SkillSynonym.objects.filter(text=spelling).exclude(skill=self.pk).first()
        other = taken.skill if taken else spelt(spelling, but=self.pk)
        if other:
            said = {"text": self.name, "skill": other}
            raise ValidationError({"name": ALREADY_STANDS_FOR % said})


def spelt(spelling: str, *, but: int | None) -> Skill | None:
    others = Skill.objects.exclude(pk=but)
    return next((skill for skill in others if folded(skill.name) == spelling), None)


class SkillSynonym(models.Model):
    """Another spelling, kept as `portal.core.skill_names.folded` writes it: "k8s", "golang"."""

    skill = ParentalKey(Skill, on_delete=models.CASCADE, related_name="synonyms")
    text = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ["text"]

    def __str__(self):
        return self.text

    def clean(self):
        """Kept folded. Raises for a spelling that another skill, or its name, already claims."""
        typed, self.text = self.text, folded(self.text)
        if not self.text:
            raise ValidationError({"text": _("A spelling needs a letter or a digit.")})
        taken = SkillSynonym.objects.filter(text=self.text).exclude(skill=self.skill_id).first()
        other = taken.skill if taken else spelt(self.text, but=self.skill_id)
        if other:
            said = {"text": typed, "skill": other}
            raise ValidationError({"text": ALREADY_STANDS_FOR % said})


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
