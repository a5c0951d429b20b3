from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models import Application

LONGEST_REASON = 500


class MentorList(models.Model):
    """A mentor has looked at the applicants, and maybe handed in: until then ranks are a draft."""

    mentor = models.OneToOneField(Application, models.CASCADE, related_name="mentor_list")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.mentor_id}"


class Said(models.TextChoices):
    LISTED = "listed", _("On the list")
    RATHER_NOT = "rather_not", _("Rather not")
    CONFLICT = "conflict", _("A conflict of interest")


class Word(models.Model):
    """What a mentor says about an applicant, who never learns it. `place` orders the list, from 1;
    `reason` is for those who run the program, who have looked at it once it is `judged`."""

    mentor = models.ForeignKey(Application, models.CASCADE, related_name="words_on_applicants")
    mentee = models.ForeignKey(Application, models.CASCADE, related_name="+")
    said = models.CharField(max_length=10, choices=Said.choices)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    judged_at = models.DateTimeField(null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_kept_apart = models.BooleanField(default=False)

    class Meta:
        ordering = ["mentor", "place", "said_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "mentee"], name="selection_word_once"),
            models.UniqueConstraint(fields=["mentor", "place"], name="selection_place_once"),
            models.CheckConstraint(
                condition=Q(said="listed", place__gte=1, reason="")
                | (Q(said__in=["rather_not", "conflict"], place=None) & ~Q(reason="")),
                name="selection_word_whole",
            ),
        ]

    def __str__(self):
        return f"{self.mentor_id} {self.said} {self.mentee_id}"
