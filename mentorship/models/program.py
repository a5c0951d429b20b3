import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from initiatives.models import Initiative
from portal.people.models import Skill


class ProgramQuerySet(models.QuerySet):
    def published(self):
        """A group that is not listed has no public program either."""
        return self.filter(is_published=True).exclude(initiative__is_listed=False)


class Program(models.Model):
    """A line of mentorship that runs again and again, each time as a cohort.

    Without an initiative it belongs to the whole foundation. `config` is the matching file's:
    weights, rules and limits, where they differ from the usual ones; its `score_version` counts how
    often they were changed, from 1.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, null=True, blank=True, related_name="programs"
    )
    skills = models.ManyToManyField(Skill, blank=True, related_name="programs")
    config = models.JSONField(default=dict, blank=True)
    score_version = models.PositiveIntegerField(default=1)
    is_published = models.BooleanField(default=False)
    translation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=["", "new", "applications"]) & ~Q(name=""),
                name="mentorship_program_has_a_name",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("mentorship:program", args=[self.slug])


class ProgramAdmin(models.Model):
    """Somebody who runs a program: sees its applications and decides about them."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="admins")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="programs_run"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "person"], name="mentorship_programadmin_once"
            ),
        ]

    def __str__(self):
        return f"{self.program} {self.person_id}"


class Goal(models.Model):
    """Something a program can be wanted for; applicants choose from the program's own list."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="goals")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["program", "slug"], name="mentorship_goal_once"),
            models.CheckConstraint(
                condition=~Q(slug="") & ~Q(name=""), name="mentorship_goal_has_a_name"
            ),
        ]

    def __str__(self):
        return self.name
