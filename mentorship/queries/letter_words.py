from typing import Any

from django.urls import reverse

from mentorship.core.phases import MINUTE, end_of_day, start_of_day
from mentorship.models import Cohort
from portal.notices.letter import Letter, letter_of
from portal.notices.models import Notice
from portal.people.models import User


def words_of(*, cohort: Cohort, role: str) -> dict[str, object]:
    """What every letter about an application can say."""
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "role": role,
        "closes": (end_of_day(cohort.closes_on, cohort.timezone) - MINUTE).isoformat(),
        "results": start_of_day(cohort.results_on, cohort.timezone).isoformat(),
    }


def told_to_accepted(cohort: Cohort) -> dict[str, Any]:
    """What `send_notices` is told when many are accepted; the preview is made of the same."""
    return {
        "kind": "application",
        "template": "mentorship/accept_application",
        "context": words_of(cohort=cohort, role=""),
        "url": reverse("mentorship:mine"),
    }


def letter_to_accepted(*, cohort: Cohort, reader: User) -> Letter:
    """As the reader would get it; never saved."""
    return letter_of(Notice(person=reader, **told_to_accepted(cohort)))
