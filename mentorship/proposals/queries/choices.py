from datetime import datetime

from mentorship.core.choices import Choice
from mentorship.models import Cohort
from mentorship.proposals.core.call import is_public
from mentorship.proposals.models import Call
from mentorship.proposals.queries.projects import ProjectFilters, confirmed, listed_projects


def project_choices(*, cohort: Cohort, now: datetime) -> list[Choice]:
    """Approved projects once everybody sees them. Four queries at most."""
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
    ]
