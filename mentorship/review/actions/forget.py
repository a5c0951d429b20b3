"""What readers write about people lasts as long as the term they apply for."""

from datetime import datetime

from django.db import transaction

from mentorship.actions.sensitive import cohorts_over
from mentorship.review.models import Conflict, EarlierScore, InterviewNote, Reading


@transaction.atomic
def forget_texts(*, now: datetime) -> int:
    """Of cohorts that are over: words beside scores, scores from before a revision, notes of talks,
    and why somebody should not judge. Points stay, and that they should not. Safe to repeat;
    returns how many texts went."""
    over = {"application__cohort__in": cohorts_over(now=now)}
    readings = Reading.objects.filter(**over).exclude(to_fellows="", to_admins="")
    conflicts = Conflict.objects.filter(**over).exclude(words="")
    earlier = EarlierScore.objects.filter(reading__in=Reading.objects.filter(**over))
    gone = earlier.delete()[0] + InterviewNote.objects.filter(**over).delete()[0]
    gone += readings.update(to_fellows="", to_admins="") + conflicts.update(words="")
    return gone
