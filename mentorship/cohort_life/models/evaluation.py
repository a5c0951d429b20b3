from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.cohort_life.core.rounds import RoundName
from mentorship.models import Match

LONGEST_WORDS = 1000
ROUNDS = [
    (RoundName.MIDTERM.value, _("Half time")),
    (RoundName.FINAL.value, _("The end")),
    (RoundName.LONGER.value, _("The later end")),
]
ROUND_NAMES = [name for name, _words in ROUNDS]


class Meets(models.TextChoices):
    WEEKLY = "weekly", _("About every week")
    LESS = "less", _("Less often")
    HARDLY = "hardly", _("Hardly or not at all")


class Recommends(models.TextChoices):
    """The first three are the mentor's words, the other three the mentee's."""

    PASS = "pass", _("Pass: they have done what was agreed")
    EXTEND = "extend", _("Extend: it needs more weeks")
    END = "end", _("End: it does not work")
    GO_ON = "go_on", _("It goes well")
    HELP = "help", _("I would like help from the people who run the program")
    STOP = "stop", _("I would like to end it")


MENTORS_WORDS = (Recommends.PASS, Recommends.EXTEND, Recommends.END)
MENTEES_WORDS = (Recommends.GO_ON, Recommends.HELP, Recommends.STOP)


class Evaluation(models.Model):
    """How one of the two says it goes, once a round.

    `helps` is shown to the other once both have given theirs or the round is over. `recommends` and
    `to_admins` are for the people who run the program alone.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="evaluations")
    round = models.CharField(max_length=7, choices=ROUNDS)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    meets = models.CharField(max_length=6, choices=Meets.choices)
    progress = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    helps = models.TextField(max_length=LONGEST_WORDS, blank=True)
    recommends = models.CharField(max_length=6, choices=Recommends.choices)
    to_admins = models.TextField(max_length=LONGEST_WORDS, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "round", "author"], name="cohort_life_evaluation_once"
            ),
            models.CheckConstraint(
                condition=Q(round__in=ROUND_NAMES)
                & Q(meets__in=Meets.values)
                & Q(progress__range=(1, 5))
                & Q(recommends__in=Recommends.values),
                name="cohort_life_evaluation_known_words",
            ),
        ]

    def __str__(self):
        return f"{self.match_id} {self.round}"


class Verdict(models.TextChoices):
    PASS = "pass", _("Passed")
    EXTEND = "extend", _("Extended")
    END = "end", _("Ended")


class Outcome(models.Model):
    """What the people who run the program made of a round; the two read `reason` as it stands."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="outcomes")
    round = models.CharField(max_length=7, choices=ROUNDS)
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    ends_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["match", "round"], name="cohort_life_outcome_once"),
            models.CheckConstraint(
                condition=Q(round__in=ROUND_NAMES)
                & (
                    Q(verdict="extend", ends_on__isnull=False)
                    | Q(verdict__in=["pass", "end"], ends_on=None)
                ),
                name="cohort_life_outcome_known_words",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="end") | ~Q(reason=""), name="cohort_life_ending_has_a_reason"
            ),
        ]

    def __str__(self):
        return f"{self.match_id} {self.round} {self.verdict}"
