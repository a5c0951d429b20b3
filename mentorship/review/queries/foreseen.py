"""What readers may write to an applicant."""

from django.utils.translation import gettext as _

from mentorship.core.foreseen import Foreseen
from mentorship.core.phases import end_of_day, start_of_day
from mentorship.models import WAITING, Application


def foreseen_talk(*, application: Application) -> list[Foreseen]:
    """No query."""
    cohort = application.cohort
    if application.status not in WAITING:
        return []
    return [
        Foreseen(
            _("An invitation to talk, or other times for it"),
            start_of_day(cohort.opens_on, cohort.timezone),
            end_of_day(cohort.review_until, cohort.timezone),
            unless=_("nobody wants to talk with you first"),
        )
    ]
