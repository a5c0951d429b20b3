"""What is going to be written to somebody after the last day."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from mentorship.alumni.core.graduation import LETTERS_WAIT
from mentorship.alumni.core.later import MONTHS, day_after
from mentorship.alumni.models import Graduation, Verdict
from mentorship.core.foreseen import Foreseen
from mentorship.core.phases import end_of_day, start_of_day
from mentorship.models import Answer, Application, Match, Role, Status

from .agenda import DECIDED_WITHIN


def foreseen_after(*, application: Application, now: datetime) -> list[Foreseen]:
    """What was decided, for both sides of a pair; the questions of later, for graduates. One query
    for who is accepted, one more while nothing is decided."""
    if application.status != Status.ACCEPTED:
        return []
    told = Graduation.objects.told().filter(Q(application=application) | Q(mentor=application))
    decided = told.first()
    if decided is None:
        return whether_they_completed(application)
    if decided.application_id != application.pk or decided.verdict != Verdict.GRADUATED:
        return []
    cohort = application.cohort
    return [
        Foreseen(
            _("Where you are, %(months)s months after") % {"months": months},
            start_of_day(day_after(cohort.ends_on, months), cohort.timezone),
            unless=_("you have ended these questions"),
        )
        for months in MONTHS
    ]


def whether_they_completed(application: Application) -> list[Foreseen]:
    cohort = application.cohort
    pairs = Match.objects.open().filter(
        Q(mentee=application) | Q(mentor=application),
        mentee_answer=Answer.ACCEPTED,
        mentor_answer=Answer.ACCEPTED,
    )
    if not pairs.exists():
        return []
    words = _("Whether you have completed it, with a certificate")
    if application.role == Role.MENTOR:
        words = _("Thanks for mentoring, with a certificate")
    return [
        Foreseen(
            words,
            end_of_day(cohort.ends_on, cohort.timezone),
            until=end_of_day(cohort.ends_on + DECIDED_WITHIN + LETTERS_WAIT, cohort.timezone),
            unless=_("your pair has ended before"),
        )
    ]
