from typing import Any

from django.urls import reverse

from mentorship.core.phases import deadline, start_of_day
from mentorship.models import Cohort


def words_of(*, cohort: Cohort, role: str) -> dict[str, object]:
    """What every letter about an application can say."""
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "role": role,
        "closes": deadline(cohort.dates).isoformat(),
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


def told_of_dates(cohort: Cohort) -> dict[str, Any]:
    """What everybody with an application is told when dates move."""
    return {
        "kind": "application",
        "template": "mentorship/change_cohort",
        "context": words_of(cohort=cohort, role=""),
        "url": reverse("mentorship:program", args=[cohort.program.slug]),
    }
