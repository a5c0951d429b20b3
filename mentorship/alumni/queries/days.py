"""How long somebody was in pairs of a cohort, for their certificate."""

from datetime import date, datetime

from mentorship.alumni.core.days_together import DaysTogether, days_together
from mentorship.models import Application, Cohort
from mentorship.queries.pair_days import day_in, first_day_of, last_day_of

from .graduates import agreed_pairs, last_words_of


def longer_terms(cohort: Cohort) -> dict[str, date]:
    """By public id of the match, the last day of those that go on after the cohort."""
    return {key: said.ends_on for key, said in last_words_of(cohort).items() if said.ends_on}


def days_of(
    application: Application, cohort: Cohort, *, longer: dict[str, date], now: datetime
) -> DaysTogether:
    """Of a mentee or a mentor. Whose pairs went with the account of the other one has the days of
    the cohort, and no week that anybody could still tell. One query."""
    pairs = agreed_pairs(cohort).filter(**{application.role: application})
    spans = [
        (first_day_of(match), last_day_of(match, longer.get(str(match.public_id))))
        for match in pairs
    ]
    known = days_together(spans, today=day_in(cohort, now))
    return known or DaysTogether(cohort.starts_on, cohort.ends_on, weeks=0)
