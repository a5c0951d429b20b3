from mentorship.core.phases import MINUTE, start_of_day
from mentorship.models import Cohort


def words_of(cohort: Cohort) -> dict[str, object]:
    """What every letter about a match can say. It names nobody: who it is stands on the page."""
    starts = start_of_day(cohort.starts_on, cohort.timezone)
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "answer_by": (starts - MINUTE).isoformat(),
        "starts": starts.isoformat(),
    }
