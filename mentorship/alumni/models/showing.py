from django.db import models
from django.db.models import Q

from mentorship.models import Application

from .graduation import Graduation

LONGEST_NAME = 120
LONGEST_STORY = 400


class Showing(models.Model):
    """What a graduate shows of themselves beside the others of their cohort, while `is_shown`."""

    graduation = models.OneToOneField(Graduation, models.CASCADE, related_name="showing")
    name = models.CharField(max_length=LONGEST_NAME)
    project = models.CharField(max_length=160, blank=True)
    link = models.URLField(max_length=300, blank=True)
    story = models.TextField(max_length=LONGEST_STORY, blank=True)
    is_shown = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="alumni_showing_has_a_name"),
        ]

    def __str__(self):
        return f"{self.graduation_id}"


class MentorName(models.Model):
    """A mentor lets this name stand beside those they mentored in one cohort; without a row no
    name of theirs does."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="mentor_name")
    name = models.CharField(max_length=LONGEST_NAME)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="alumni_mentorname_has_a_name"),
        ]

    def __str__(self):
        return f"{self.application_id}"
