from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models import Application

LONGEST_WORDS = 300


class Verdict(models.TextChoices):
    GRADUATED = "graduated", _("Graduated")
    NOT = "not", _("Not graduated")


class GraduationQuerySet(models.QuerySet):
    def told(self):
        """Those whose letters went out: before that nothing of it exists for anybody else."""
        return self.exclude(told_at=None)

    def graduates(self):
        return self.told().filter(verdict=Verdict.GRADUATED)


class Graduation(models.Model):
    """What those who run a program decided about a mentee after the last day.

    It can be taken back until the letters go, at `tells_at`. It hangs on the mentee alone: a mentor
    who leaves the site takes nobody's graduation along. `words` are read by the mentee as they are.
    """

    application = models.OneToOneField(Application, models.CASCADE, related_name="graduation")
    mentor = models.ForeignKey(
        Application, models.SET_NULL, null=True, blank=True, related_name="graduations"
    )
    verdict = models.CharField(max_length=9, choices=Verdict.choices)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)
    tells_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects = GraduationQuerySet.as_manager()

    class Meta:
        ordering = ["decided_at", "id"]
        indexes = [
            models.Index(
                fields=["tells_at"], condition=Q(told_at=None), name="alumni_graduation_untold"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="graduated", words="") | (Q(verdict="not") & ~Q(words="")),
                name="alumni_graduation_not_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.application_id} {self.verdict}"
