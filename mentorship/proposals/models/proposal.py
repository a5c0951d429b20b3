import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from portal.people.models import Skill

from .call import Call

MOST_MENTORS, MOST_PLACES = 4, 10


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Handed in")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalQuerySet(models.QuerySet):
    def handed_in(self):
        """What those who run the program may know of."""
        return self.filter(status__in=[Status.SUBMITTED, Status.APPROVED])

    def approved(self):
        return self.filter(status=Status.APPROVED)

    def of(self, person):
        """One's own, whoever began it: to be asked to mentor is enough."""
        return self.filter(mentors__person=person)


class Proposal(models.Model):
    """A project somebody wants to mentor in a cohort.

    `version` counts what was written, so that nobody agrees to a text they have not read. `key`
    is its name in a list it was imported from.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = models.ForeignKey(Call, models.CASCADE, related_name="proposals")
    key = models.SlugField(max_length=80, blank=True)
    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="proposed_projects")
    title = models.CharField(max_length=160)
    description = models.TextField(max_length=6000, blank=True)
    prerequisites = models.TextField(max_length=1500, blank=True)
    upstream_url = models.URLField(max_length=500, blank=True)
    places = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField(null=True, blank=True)
    group_approved_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_words = models.TextField(max_length=1000, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["call", "status"], name="proposals_of_call")]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "key"], condition=~Q(key=""), name="proposals_proposal_key_once"
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values)
                & ~Q(title="")
                & Q(places__range=(1, MOST_PLACES)),
                name="proposals_proposal_known_words",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.APPROVED, approved_at__isnull=False)
                | (~Q(status=Status.APPROVED) & Q(approved_at=None)),
                name="proposals_proposal_was_approved",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.SUBMITTED, Status.APPROVED])
                | Q(submitted_at__isnull=False),
                name="proposals_proposal_was_handed_in",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        cohort = self.call.cohort
        return reverse("proposals:project", args=[cohort.program.slug, cohort.key, self.public_id])


class ProposalSkill(models.Model):
    """What the project needs; `level` is the teaching scale, 1 to 5."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "skill"], name="proposals_skill_once"),
            models.CheckConstraint(
                condition=Q(level__range=(1, 5)), name="proposals_skill_level_of_the_scale"
            ),
        ]

    def __str__(self):
        return str(self.skill)


class ProposalMentor(models.Model):
    """Somebody who is asked to mentor a project, and what they said.

    Asked by handle, they are known at once; asked by mail, they stay an address until they come
    and confirm, so that nobody learns here who has an account. `name` is what a list said.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="mentors")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=160, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "person"],
                condition=Q(person__isnull=False),
                name="proposals_mentor_once",
            ),
            models.UniqueConstraint(
                fields=["proposal", "address"],
                condition=~Q(address=""),
                name="proposals_mentor_address_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(person__isnull=False),
                name="proposals_mentor_confirms_in_person",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="")
                | (Q(person=None) & (~Q(address="") | ~Q(name=""))),
                name="proposals_mentor_is_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.person_id}"


class Deed(models.TextChoices):
    BEGUN = "begun", _("Begun")
    IMPORTED = "imported", _("Taken from a list")
    CHANGED = "changed", _("Changed")
    HANDED_IN = "handed-in", _("Handed in")
    ASKED = "asked", _("A mentor was asked")
    CONFIRMED = "confirmed", _("A mentor confirmed")
    LEFT = "left", _("A mentor left")
    GROUP_APPROVED = "group-approved", _("Approved by the group")
    APPROVED = "approved", _("Approved by the program")
    RETURNED = "returned", _("Given back to its mentors")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProposalStep(models.Model):
    """One line of a proposal's history. `parts` are what an edit touched, `cleared` whether it took
    approvals back; who did it is gone with their account."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps")
    deed = models.CharField(max_length=14, choices=Deed.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    parts = models.JSONField(default=list, blank=True)
    cleared = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed__in=Deed.values), name="proposals_step_known_deed"
            ),
        ]

    def __str__(self):
        return f"{self.proposal_id} {self.deed}"
