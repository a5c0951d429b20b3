"""From which day to which the two of a match work together, as days where the cohort lives."""

from datetime import date, datetime

from mentorship.models import Cohort, Match
from portal.core import zones


def day_in(cohort: Cohort, now: datetime) -> date:
    """Today where the cohort lives."""
    return now.astimezone(zones.zone(cohort.timezone)).date()


def first_day_of(match: Match) -> date:
    """A pair made during the term begins on the day of the second yes."""
    answers = [match.mentee_answered_at, match.mentor_answered_at]
    days = [day_in(match.cohort, at) for at in answers if at]
    return max([match.cohort.starts_on, *days])


def last_day_of(match: Match, longer: date | None) -> date:
    """`longer`: where it goes on after its cohort. One that ended before the term has one day."""
    if match.ended_at:
        return max(first_day_of(match), day_in(match.cohort, match.ended_at))
    return longer or match.cohort.ends_on
