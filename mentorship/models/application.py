import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from mentorship.core.application_moves import DECIDED, ON_THE_WAY, UNDECIDED
from mentorship.core.formula import MOST_SENIOR
from mentorship.core.people_csv import MOST_MENTEES

from .cohort import Cohort
from .program import Goal


class Role(models.TextChoices):
    """The values of the matching file and of import_people."""

    MENTEE = "mentee", _("Mentee")
    MENTOR = "mentor", _("Mentor")


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Sent")
    COMPLETE = "complete", _("Complete")
    IN_REVIEW = "in_review", _("Being read")
    INTERVIEW = "interview", _("Interview")
    ACCEPTED = "accepted", _("Accepted")
    WAITLISTED = "waitlisted", _("On the waiting list")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    INELIGIBLE = "ineligible", _("Rules not met")


# In the order of a term. Who may move what is `mentorship.core.application_moves`.
WAITING = tuple(Status(word) for word in UNDECIDED)
SENT = (*WAITING, *(Status(word) for word in DECIDED), Status.INELIGIBLE)
LIVE = (Status.DRAFT, *(Status(word) for word in ON_THE_WAY))


class ApplicationQuerySet(models.QuerySet):
    def sent(self):
        """What the people who run the program may know of: never a draft, never a withdrawn one."""
        return self.filter(status__in=SENT)

    def waiting(self):
        return self.filter(status__in=WAITING)

    def accepted(self):
        return self.filter(status=Status.ACCEPTED)


class Application(models.Model):
    """Somebody asks to take part in a cohort, as a mentor or as a mentee.

    `facts` is what the matching reads, frozen when it was sent, or when a mentee without a match
    let it be read again: a person of the matching file without its id. `imported` is what a file
    said, so that the next import knows what is new. `said` are answers to the questions of
    `edition` by their keys, `unmet` the rules of it that this application did not meet when it was
    sent; `choices` are keys of what a mentee wants most, the dearest first.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="applications")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="applications"
    )
    role = models.CharField(max_length=6, choices=Role.choices)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    motivation = models.TextField(max_length=3000, blank=True)
    goals = models.ManyToManyField(Goal, blank=True, related_name="+")
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="+")
    capacity = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_MENTEES)]
    )
    seniority = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(MOST_SENIOR)]
    )
    organisation = models.CharField(max_length=160, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision_reason = models.TextField(max_length=1000, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    imported = models.JSONField(null=True, blank=True)
    edition = models.ForeignKey(
        "mentorship.QuestionnaireEdition",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="applications",
    )
    said = models.JSONField(default=dict, blank=True)
    unmet = models.JSONField(default=list, blank=True)
    choices = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["cohort", "status", "role"], name="mentorship_app_by_status")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "person", "role"], name="mentorship_application_once"
            ),
            models.UniqueConstraint(
                fields=["cohort", "person"],
                condition=Q(status__in=LIVE),
                name="mentorship_application_one_role",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values) & Q(status__in=Status.values),
                name="mentorship_application_known_words",
            ),
            models.CheckConstraint(
                condition=(Q(capacity=None) | Q(capacity__range=(1, MOST_MENTEES)))
                & (Q(seniority=None) | Q(seniority__range=(0, MOST_SENIOR))),
                name="mentorship_application_numbers_of_the_scale",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=SENT) | Q(submitted_at__isnull=False),
                name="mentorship_application_was_sent",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=DECIDED) | Q(decided_at__isnull=False),
                name="mentorship_application_was_decided",
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.public_id}"

    def get_absolute_url(self):
        return reverse("mentorship:apply", args=[self.cohort.key, self.role])
