import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.onboarding.blocks import (
    LONGEST_KEY,
    LONGEST_REPOSITORY,
    MOST_COUNTED,
    SAID,
    Counts,
    StepKind,
    StepPerson,
)
from initiatives.onboarding.core.edition_diff import Declared, Published
from initiatives.onboarding.core.plan import COUNTED_HERE, Plan, PlanStep
from portal.people.models import Skill, SkillArea

LONGEST_SLUG = 80


class Level(models.TextChoices):
    NEWCOMER = "newcomer", _("No experience needed")
    SOME = "some", _("Some experience")
    EXPERIENCED = "experienced", _("For experienced people")


class PathQuerySet(models.QuerySet):
    def published(self):
        """The path of a group that is not listed is not public either."""
        return self.filter(Q(initiative=None) | Q(initiative__is_listed=True), is_published=True)


class Path(models.Model):
    """A way into some work, as it was last published; its prose is lent by its page.

    Without a group it belongs to the library, for any group to use; without a role it is for all.
    `upstream` is the edition of another path it was taken from, or last brought together with.
    """

    slug = models.SlugField(max_length=LONGEST_SLUG, unique=True)
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=300, blank=True)
    outcomes = models.TextField(max_length=1000, blank=True)
    role = models.CharField(max_length=12, choices=SkillArea.choices, blank=True)
    level = models.CharField(max_length=12, choices=Level.choices, default=Level.NEWCOMER)
    hours_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="paths"
    )
    skills = models.ManyToManyField(Skill, blank=True, related_name="paths")
    upstream = models.ForeignKey(
        "Edition", models.PROTECT, null=True, blank=True, related_name="forks"
    )
    is_published = models.BooleanField(default=False)
    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PathQuerySet.as_manager()

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(title=""), name="onboarding_path_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["", *SkillArea.values]) & Q(level__in=Level.values),
                name="onboarding_path_known_role_and_level",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("onboarding:path", args=[self.slug])

    @property
    def newest(self) -> Published:
        """Two queries."""
        edition = self.editions.prefetch_related("steps").order_by("-number").first()
        return edition.as_published if edition else Published(())

    @property
    def kin(self) -> QuerySet["Path"]:
        """Others whose steps of the same short name are the same steps."""
        origin = self.upstream.path_id if self.upstream else self.pk
        of_one_family = Q(pk=origin) | Q(upstream__path=origin)
        return Path.objects.filter(of_one_family).exclude(pk=self.pk)

    def retired_steps(self) -> dict[str, PlanStep]:
        """By key, as they were last: steps of earlier editions that the newest has no more."""
        editions = self.editions.prefetch_related("steps").order_by("number")
        plans = [edition.plan for edition in editions]
        if not plans:
            return {}
        kept = {step.key for step in plans[-1]}
        return {step.key: step for plan in plans for step in plan if step.key not in kept}


class EditionQuerySet(models.QuerySet):
    def newest(self):
        newer = Edition.objects.filter(path=OuterRef("path"), number__gt=OuterRef("number"))
        return self.exclude(Exists(newer))


class Edition(models.Model):
    """The steps as they were published one day. Never changed: people walk on the one they began.

    The one exception is a name that was taken down.
    """

    path = models.ForeignKey(Path, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["path", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["path", "number"], name="onboarding_edition_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="onboarding_edition_counts_from_one"
            ),
        ]

    def __str__(self):
        return f"{self.path} {self.number}"

    @property
    def plan(self) -> Plan:
        return tuple(step.planned for step in self.steps.all())

    @property
    def as_published(self) -> Published:
        return Published(self.plan, {step.key: step.declared for step in self.steps.all()})


class Step(models.Model):
    """One step of one edition. `needs` and `also_needs` hold keys of other steps of the same
    edition, `replaces` keys of steps of editions before; that and `change` are what its editor said
    of it."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=LONGEST_KEY)
    kind = models.CharField(max_length=12, choices=StepKind.choices)
    title = models.CharField(max_length=120)
    why = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    with_whom = models.CharField(max_length=12, choices=StepPerson.choices, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    is_optional = models.BooleanField(default=False)
    needs = models.JSONField(default=list, blank=True)
    one_is_enough = models.BooleanField(default=False)
    meeting = models.SlugField(max_length=80, blank=True)
    rsvp_is_enough = models.BooleanField(default=False)
    counts = models.CharField(max_length=10, choices=Counts.choices, blank=True)
    repository = models.CharField(max_length=LONGEST_REPOSITORY, blank=True)
    how_many = models.PositiveSmallIntegerField(default=1)
    paths = models.TextField(blank=True)
    also_needs = models.JSONField(default=list, blank=True)
    questions = models.TextField(blank=True)
    enough_right = models.PositiveSmallIntegerField(null=True, blank=True)
    change = models.CharField(max_length=12, choices=SAID, blank=True)
    replaces = models.JSONField(default=list, blank=True)
    carries = models.BooleanField(default=False)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="onboarding_step_key_once"),
            models.UniqueConstraint(
                fields=["edition", "position"], name="onboarding_step_position_once"
            ),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(title=""), name="onboarding_step_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=StepKind.values) & Q(with_whom__in=StepPerson.values),
                name="onboarding_step_known_kind_and_person",
            ),
            models.CheckConstraint(
                condition=~Q(kind=StepKind.ATTEND) | ~Q(meeting=""),
                name="onboarding_step_attends_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(change__in=["", *(value for value, _label in SAID)]),
                name="onboarding_step_known_change",
            ),
            models.CheckConstraint(
                condition=Q(counts__in=Counts.values)
                & (Q(counts__in=["", *sorted(COUNTED_HERE)]) | ~Q(repository="")),
                name="onboarding_step_counts_in_a_repository",
            ),
            models.CheckConstraint(
                condition=Q(how_many__range=(1, MOST_COUNTED)),
                name="onboarding_step_counts_a_few",
            ),
        ]
        indexes = [
            models.Index(fields=["meeting"], name="onboarding_step_by_meeting"),
            models.Index(
                fields=["repository"],
                condition=~Q(repository=""),
                name="onboarding_step_by_repository",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def declared(self) -> Declared:
        return Declared(self.change, tuple(self.replaces), self.carries)

    @property
    def planned(self) -> PlanStep:
        return PlanStep(
            key=self.key,
            kind=self.kind,
            title=self.title,
            why=self.why,
            text=self.text,
            link=self.link,
            with_whom=self.with_whom,
            minutes=self.minutes,
            is_optional=self.is_optional,
            needs=tuple(self.needs),
            one_is_enough=self.one_is_enough,
            meeting=self.meeting,
            rsvp_is_enough=self.rsvp_is_enough,
            counts=self.counts,
            repository=self.repository,
            how_many=self.how_many,
            paths=self.paths,
            also_needs=tuple(self.also_needs),
            questions=self.questions,
            enough_right=self.enough_right,
        )
