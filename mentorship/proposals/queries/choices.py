from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from mentorship.core.choices import Choice, ChoiceName
from mentorship.models import Cohort
from mentorship.proposals.core.call import is_public
from mentorship.proposals.models import Call, Proposal, Status
from mentorship.proposals.queries.projects import (
    MENTORS,
    ProjectFilters,
    confirmed,
    listed_projects,
)


def project_names(*, keys: Collection[str]) -> dict[str, ChoiceName]:
    """Of projects that somebody has chosen: their names stay when they are withdrawn. Two
    queries."""
    rows = Proposal.objects.filter(public_id__in=[key for key in keys if is_uuid(key)])
    rows = rows.select_related("initiative", "call__cohort__program").prefetch_related(MENTORS)
    found = {}
    for row in rows:
        is_shown = row.status == Status.APPROVED and row.initiative.is_listed
        found[str(row.public_id)] = ChoiceName(
            name=row.title,
            url=row.get_absolute_url() if is_shown else "",
            is_offered=is_shown and bool(confirmed(row)),
        )
    return found


def is_uuid(key: str) -> bool:
    try:
        return str(UUID(key)) == key
    except ValueError:
        return False


def project_choices(*, cohort: Cohort, now: datetime) -> list[Choice]:
    """Approved projects with a mentor, once everybody sees them. Four queries at most."""
    call = Call.objects.select_related("cohort__program").filter(cohort=cohort).first()
    if call is None or not is_public(call.dates, now):
        return []
    return [
        Choice(
            key=str(row.public_id),
            name=row.title,
            url=row.get_absolute_url(),
            people=tuple(one.person_id for one in confirmed(row) if one.person_id),
            places=row.places,
        )
        for row in listed_projects(call=call, filters=ProjectFilters())
        if confirmed(row)
    ]
