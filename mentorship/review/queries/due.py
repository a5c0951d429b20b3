"""Until when a cohort's applications are read."""

from datetime import datetime

from mentorship.core.phases import MINUTE, end_of_day
from mentorship.review.models import Review


def due_at(review: Review) -> datetime:
    return end_of_day(review.due_on, review.cohort.timezone) - MINUTE
