"""When somebody is asked to talk, for their own page."""

from dataclasses import dataclass
from datetime import datetime

from mentorship.models import Status
from mentorship.review.models import Interview
from portal.people.models import User


@dataclass(frozen=True)
class Talk:
    starts_at: datetime
    minutes: int
    where: str


def talks_of(*, person: User) -> dict[tuple[str, str], Talk]:
    """By key of the cohort and role; only while they are asked to talk. One query."""
    rows = Interview.objects.filter(
        application__person=person, application__status=Status.INTERVIEW
    ).select_related("application__cohort")
    return {
        (row.application.cohort.key, row.application.role): Talk(
            row.starts_at, row.minutes, row.where
        )
        for row in rows
    }
