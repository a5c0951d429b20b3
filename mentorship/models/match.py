import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .application import Application
from .cohort import Cohort
from .run import Run

LONGEST_REASON = 500


class Answer(models.TextChoices):
    AWAITED = "awaited", _("Not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class Ending(models.TextChoices):
    DECLINED = "declined", _("One of the two declined")
    WITHDRAWN = "withdrawn", _("One of the two left the cohort")
    LAPSED = "lapsed", _("Not answered in time")
    STOPPED = "stopped", _("Ended during the term")


class MatchQuerySet(models.QuerySet):
    def open(self):
        """Published and not ended: it holds the mentee and one place of the mentor."""
        return self.filter(ended_at=None)

    def awaited(self):
        """Open, and somebody has still to say yes."""
        missing = Q(mentee_answer=Answer.AWAITED) | Q(mentor_answer=Answer.AWAITED)
        return self.open().filter(missing)

    def of(self, person):
        return self.filter(Q(mentee__person=person) | Q(mentor__person=person))


class Match(models.Model):
    """A published pair. It begins once both have accepted it; at `answer_by` it is too late to.

    `choice` is the key of what it is for, such as a project of the mentor; empty where that is for
    the two to say. `explanation` is why these two, as it was when published:
    `mentorship.core.explanation`.
    `ending_reason` is what somebody wrote to those who run the program, and to them alone.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="matches")
    run = models.ForeignKey(Run, models.CASCADE, related_name="matches")
    mentee = models.ForeignKey(Application, models.CASCADE, related_name="matches_as_mentee")
    mentor = models.ForeignKey(Application, models.CASCADE, related_name="matches_as_mentor")
    choice = models.CharField(max_length=36, blank=True)
    score = models.PositiveIntegerField()
    explanation = models.JSONField()
    mentee_answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.AWAITED)
    mentor_answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.AWAITED)
    published_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateTimeField()
    mentee_answered_at = models.DateTimeField(null=True, blank=True)
    mentor_answered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=9, choices=Ending.choices, blank=True)
    ending_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["published_at", "id"]
        indexes = [
            models.Index(
                fields=["answer_by"],
                condition=Q(ended_at=None)
                & (Q(mentee_answer="awaited") | Q(mentor_answer="awaited")),
                name="mentorship_match_awaited",
            )
        ]
        verbose_name_plural = "matches"
        constraints = [
            models.UniqueConstraint(
                fields=["mentee"],
                condition=Q(ended_at=None),
                name="mentorship_match_one_mentor_at_a_time",
            ),
            models.UniqueConstraint(fields=["mentee", "mentor"], name="mentorship_match_pair_once"),
            models.CheckConstraint(
                condition=~Q(mentee=F("mentor")), name="mentorship_match_of_two"
            ),
            models.CheckConstraint(
                condition=Q(mentee_answer__in=Answer.values)
                & Q(mentor_answer__in=Answer.values)
                & Q(ending__in=["", *Ending.values]),
                name="mentorship_match_known_words",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ending="") | (Q(ended_at__isnull=False) & ~Q(ending="")),
                name="mentorship_match_ended_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(ended_at=None)
                | (~Q(mentee_answer="declined") & ~Q(mentor_answer="declined")),
                name="mentorship_match_declined_is_over",
            ),
        ]

    def __str__(self):
        return f"{self.mentee_id} {self.mentor_id}"

    def get_absolute_url(self):
        return reverse("mentorship:match", args=[self.public_id])

    @property
    def is_agreed(self) -> bool:
        """Both said yes, and nothing has ended it since."""
        return self.ended_at is None and {self.mentee_answer, self.mentor_answer} == {
            Answer.ACCEPTED
        }
