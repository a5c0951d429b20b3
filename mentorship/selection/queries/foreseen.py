"""What a mentor is going to be asked before the matching."""

from datetime import datetime

from django.utils.translation import gettext as _

from mentorship.core.foreseen import Foreseen
from mentorship.models import Application, Role, Status
from mentorship.selection.core.days import days_of, remind_at
from mentorship.selection.models import MentorList, Selects
from portal.notices.queries.notices import heard_at

from .way import has_result, selects_in


def foreseen_lists(*, application: Application, now: datetime) -> list[Foreseen]:
    """None for a mentee, one query for a mentor where the matching selects, else five at most."""
    cohort = application.cohort
    if (application.role, application.status) != (Role.MENTOR, Status.ACCEPTED):
        return []
    if selects_in(cohort) == Selects.ENGINE or has_result(cohort):
        return []
    if MentorList.objects.filter(mentor=application, handed_in_at__isnull=False).exists():
        return []
    person = application.person_id
    opens_at = days_of(cohort.dates, now, is_published=False).opens_at
    asked_at = heard_at(person=person, key=f"rank:{cohort.key}")
    told = []
    if asked_at is None:
        told.append(Foreseen(_("Whom you can help best: a list to hand in"), max(opens_at, now)))
    at = remind_at(cohort.dates, asked_at or max(opens_at, now))
    if at and not heard_at(person=person, key=f"rank-again:{cohort.key}"):
        told.append(
            Foreseen(
                _("A reminder to say whom you can help best"),
                at,
                unless=_("you have handed in your list before"),
            )
        )
    return told
