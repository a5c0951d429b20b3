from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from mentorship.cohort_life.core.silence import LONGEST, Ladder, Rung, Side
from mentorship.models import Cohort, Match


class LadderSetting(models.Model):
    """Where a cohort is more or less patient than usual: days of silence until each rung."""

    cohort = models.OneToOneField(Cohort, models.CASCADE, related_name="ladder_setting")
    nudge = models.PositiveSmallIntegerField(default=Ladder.nudge)
    ask = models.PositiveSmallIntegerField(default=Ladder.ask)
    tell = models.PositiveSmallIntegerField(default=Ladder.tell)
    propose = models.PositiveSmallIntegerField(default=Ladder.propose)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(nudge__gte=1)
                & Q(ask__gt=F("nudge"))
                & Q(tell__gt=F("ask"))
                & Q(propose__gt=F("tell"))
                & Q(propose__lte=LONGEST),
                name="cohort_life_ladder_in_order",
            )
        ]

    def __str__(self):
        return f"{self.cohort}: {self.nudge}/{self.ask}/{self.tell}/{self.propose}"

    @property
    def ladder(self) -> Ladder:
        return Ladder(nudge=self.nudge, ask=self.ask, tell=self.tell, propose=self.propose)


class Sign(models.Model):
    """When somebody was last heard of in a pair, whatever they did: it says no more than that.

    `word` is the last one they had for the people who run the program, said at `word_at`.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="signs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    word = models.CharField(max_length=300, blank=True)
    word_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["match", "person"], name="cohort_life_sign_once")
        ]

    def __str__(self):
        return f"{self.match_id} {self.at}"


class ToldRung(models.Model):
    """A rung of one side's silence that was told: what keeps a letter from going out twice."""

    match = models.ForeignKey(Match, models.CASCADE, related_name="told_rungs")
    side = models.CharField(max_length=6, choices=[(side.value, side.value) for side in Side])
    since = models.DateField()
    rung = models.PositiveSmallIntegerField()
    told_on = models.DateField()

    class Meta:
        ordering = ["told_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "side", "since", "rung"], name="cohort_life_rung_told_once"
            ),
            models.CheckConstraint(
                condition=Q(side__in=[side.value for side in Side])
                & Q(rung__range=(Rung.NUDGE.value, Rung.PROPOSE.value)),
                name="cohort_life_rung_of_the_ladder",
            ),
        ]

    def __str__(self):
        return f"{self.match_id} {self.side} {self.rung}"
