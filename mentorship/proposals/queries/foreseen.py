"""What a mentee may be written about the projects they count on."""

from datetime import datetime

from django.utils.translation import gettext as _

from mentorship.core.application_moves import ON_THE_WAY
from mentorship.core.foreseen import Foreseen
from mentorship.core.phases import end_of_day
from mentorship.models import Application, Match, Role


def foreseen_projects(*, application: Application, now: datetime) -> list[Foreseen]:
    """One query for a mentee with an application on its way, none for the others."""
    if application.role != Role.MENTEE or application.status not in ON_THE_WAY:
        return []
    match = Match.objects.open().filter(mentee=application).only("choice").first()
    until = end_of_day(application.cohort.ends_on, application.cohort.timezone)
    if match is None and application.choices:
        what = _("That a project you chose was withdrawn, or has lost its mentor")
    elif match and match.choice:
        what = _("That the project of your match was withdrawn, or has lost its mentor")
    else:
        return []
    return [Foreseen(what, now, until, unless=_("it stays"))]
