import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.people.models import Skill, SkillArea

from .initiative import Initiative


class TaskSource(models.Model):
    """A repository whose issues a group offers as tasks, and how its labels are meant.

    `labels` maps a label, in lower case, to what it says: {"good first issue": "newcomer",
    "docs": "role:docs", "small": "size:s", "python": "skill:python"}. Validators of the last good
    answer (`etag`) make the next request conditional; `failed_since` stays empty while all is well.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="task_sources")
    repository = models.CharField(max_length=200, unique=True)
    labels = models.JSONField(default=dict, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    failed_since = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["repository"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(repository=""), name="initiatives_tasksource_has_a_place"
            ),
        ]

    def __str__(self):
        return self.repository


class TaskState(models.TextChoices):
    OPEN = "open", _("Open")
    IN_REVIEW = "in-review", _("In review")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class TaskSize(models.TextChoices):
    SMALL = "s", _("An evening")
    MEDIUM = "m", _("A few evenings")
    LARGE = "l", _("Some weeks")


class Task(models.Model):
    """One small piece of work at a group's tracker. Whether it is claimed here stands in TaskClaim;
    `is_assigned` says that the tracker itself names somebody."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="tasks")
    repository = models.CharField(max_length=200)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500)
    role = models.CharField(max_length=12, choices=SkillArea.choices, blank=True)
    size = models.CharField(max_length=1, choices=TaskSize.choices, blank=True)
    labels = models.JSONField(default=list, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="tasks")
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    is_for_newcomers = models.BooleanField(default=False)
    is_assigned = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "id"]
        indexes = [models.Index(fields=["state", "-changed_at"])]
        constraints = [
            models.UniqueConstraint(fields=["repository", "number"], name="initiatives_task_once"),
            models.CheckConstraint(
                condition=Q(state__in=TaskState.values), name="initiatives_task_known_state"
            ),
        ]

    def __str__(self):
        return self.title


class TaskClaimEnd(models.TextChoices):
    GIVEN_BACK = "given-back", _("given back")
    LAPSED = "lapsed", _("lapsed")
    DONE = "done", _("done")
    CLOSED = "closed", _("the task went away")


class TaskClaim(models.Model):
    """Somebody is at a task until the lease ends. Private: others only see that it is taken."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="claims")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="task_claims")
    claimed_at = models.DateTimeField()
    leased_until = models.DateTimeField()
    warned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=10, choices=TaskClaimEnd.choices, blank=True)

    class Meta:
        ordering = ["-claimed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(ended_at=None), name="initiatives_taskclaim_one_a_task"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at=None),
                name="initiatives_taskclaim_one_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="initiatives_taskclaim_ends_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.task_id}"
