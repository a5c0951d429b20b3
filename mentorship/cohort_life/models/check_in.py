from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.cohort_life.core.weeks import MOST_WEEKS
from mentorship.models import Match


class Word(models.TextChoices):
    MET = "met", _("We met")
    HOLIDAY = "holiday", _("We did not: holiday")
    ILL = "ill", _("We did not: ill")
    UNREACHED = "unreached", _("We did not: I could not reach them")
    NO_NEED = "no_need", _("We did not: no need this week")


class CheckIn(models.Model):
    """What one person says about one week of the pair; the last word counts.

    Weeks are numbered from the cohort's first Monday, from 1 on.
    """

    match = models.ForeignKey(Match, models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=9, choices=Word.choices)
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-week", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "person", "week"], name="cohort_life_checkin_once"
            ),
            models.CheckConstraint(
                condition=Q(word__in=Word.values) & Q(week__range=(1, MOST_WEEKS)),
                name="cohort_life_checkin_known_words",
            ),
        ]

    def __str__(self):
        return f"{self.match_id} {self.week} {self.word}"
