from datetime import datetime

from mentorship.core.answer_by import answer_by
from mentorship.core.choices import ChoiceName
from mentorship.core.phases import MINUTE, start_of_day
from mentorship.models import Cohort


def words_of(cohort: Cohort) -> dict[str, object]:
    """What every letter about a match can say. It names nobody: who it is stands on the page."""
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "starts": start_of_day(cohort.starts_on, cohort.timezone).isoformat(),
    }


def until_words(answer_by: datetime) -> dict[str, object]:
    """In letters that ask for an answer."""
    return {"answer_by": (answer_by - MINUTE).isoformat()}


def project_words(choice: ChoiceName | None) -> dict[str, object]:
    """What a match is for: everybody may read of a project."""
    return {"project": choice.name} if choice else {}


def answer_until(cohort: Cohort, now: datetime) -> datetime:
    """Of a match that is published now."""
    return answer_by(
        told_at=now,
        days=cohort.answer_days,
        starts_on=cohort.starts_on,
        timezone=cohort.timezone,
    )
