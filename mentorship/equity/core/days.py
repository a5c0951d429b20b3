"""When what of a term is counted, made and shown, by days after those of its cohort."""

from datetime import datetime, timedelta

from mentorship.core.phases import Dates, end_of_day, start_of_day

MADE_AFTER = timedelta(days=7)
SHOWN_AFTER = timedelta(days=21)


def counts_who_left(dates: Dates) -> datetime:
    """Once results are out: before, who was declined is let in again."""
    return start_of_day(dates.results_on, dates.timezone)


def made_at(dates: Dates) -> datetime:
    """The last evaluations are in a week after the end."""
    return end_of_day(dates.ends_on, dates.timezone) + MADE_AFTER


def shown_at(dates: Dates) -> datetime:
    """By itself, where nobody has shown it before."""
    return end_of_day(dates.ends_on, dates.timezone) + SHOWN_AFTER
