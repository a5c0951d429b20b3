from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models import Application

SHORTEST, LONGEST = 10, 120


class Interview(models.Model):
    """A talk that those who run the program proposed; its applicant sees when and where."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="interview")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    where = models.CharField(max_length=300)
    proposed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(SHORTEST, LONGEST)) & ~Q(where=""),
                name="review_interview_takes_a_while",
            ),
        ]

    def __str__(self):
        return f"{self.application_id} {self.starts_at}"


class InterviewNote(models.Model):
    """What somebody noted in a talk: theirs alone until it has begun, then for all who score this
    application or run the program."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="interview_notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(max_length=4000)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "author"], name="review_note_once"),
        ]

    def __str__(self):
        return f"{self.application_id} {self.author_id}"
