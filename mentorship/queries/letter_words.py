from mentorship.core.phases import MINUTE, end_of_day, start_of_day
from mentorship.models import Cohort


def words_of(*, cohort: Cohort, role: str) -> dict[str, object]:
    """What every letter about an application can say."""
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "role": role,
        "closes": (end_of_day(cohort.closes_on, cohort.timezone) - MINUTE).isoformat(),
        "results": start_of_day(cohort.results_on, cohort.timezone).isoformat(),
    }
