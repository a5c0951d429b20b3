"""Letters to many, as one of their readers may await them."""

from datetime import datetime

from mentorship.core.foreseen import Foreseen
from mentorship.mailings.core.window import Kind, window_of
from mentorship.mailings.models import Mailing
from mentorship.models import Application, Status

from .audience import begin_together
from .mailing_words import OWN_WORDS


def foreseen_letters(*, application: Application, now: datetime) -> list[Foreseen]:
    """Those that have not gone. One query, two for who is in the matching."""
    cohort = application.cohort
    gone = set(Mailing.objects.filter(cohort=cohort).values_list("kind", flat=True))
    kinds = {
        Status.DRAFT: [Kind.DRAFTS],
        Status.ACCEPTED: [Kind.RESULTS, Kind.KICKOFF],
    }.get(Status(application.status), [])
    if Kind.KICKOFF in kinds and not is_in_a_pair(application):
        kinds.remove(Kind.KICKOFF)
    windows = {kind: window_of(kind, cohort.dates) for kind in kinds if kind not in gone}
    return [
        Foreseen(str(OWN_WORDS[kind]), window.opens_at, window.closes_at)
        for kind, window in windows.items()
    ]


def is_in_a_pair(application: Application) -> bool:
    return begin_together(application.cohort).filter(person=application.person_id).exists()
