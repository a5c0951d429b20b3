from django.conf import settings
from django.db import models
from django.utils import timezone

from .application import Role
from .cohort import Cohort


class Questionnaire(models.Model):
    """What a cohort asks in one role beyond what is always asked, as it is being written.

    `questions` are those of `mentorship.core.questions`, `rules` of `mentorship.core.eligibility`.
    Nobody answers these: an edition is answered.
    """

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="questionnaires")
    role = models.CharField(max_length=6, choices=Role.choices)
    questions = models.JSONField(default=list, blank=True)
    rules = models.JSONField(default=list, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "role"], name="mentorship_questionnaire_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values),
                name="mentorship_questionnaire_known_role",
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.cohort_id}"


class QuestionnaireEdition(models.Model):
    """The questions and rules as they were published one day; never changed afterwards."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="editions")
    number = models.PositiveIntegerField()
    questions = models.JSONField()
    rules = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="mentorship_questionnaireedition_once"
            ),
        ]

    def __str__(self):
        return f"{self.questionnaire} {self.number}"
