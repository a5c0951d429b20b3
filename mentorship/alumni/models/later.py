from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mentorship.alumni.core.later import MONTHS

from .graduation import Graduation


class Answer(models.TextChoices):
    HERE = "here", _("I still contribute here")
    ELSEWHERE = "elsewhere", _("I contribute, but elsewhere")
    NOT_NOW = "not-now", _("Not at the moment")


class Later(models.Model):
    """A graduate was asked how it went on, so many months after; without `answer` they have not
    said. `has_role` is set with an answer: whether they hold a role somewhere in open source."""

    graduation = models.ForeignKey(Graduation, models.CASCADE, related_name="later")
    months = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=9, choices=Answer.choices, blank=True)
    has_role = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["months", "id"]
        verbose_name_plural = "later"
        constraints = [
            models.UniqueConstraint(
                fields=["graduation", "months"], name="alumni_later_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(months__in=MONTHS)
                & (
                    Q(answer="", answered_at=None, has_role=False)
                    | Q(answer__in=Answer.values, answered_at__isnull=False)
                ),
                name="alumni_later_known_words",
            ),
        ]

    def __str__(self):
        return f"{self.graduation_id} {self.months}"
