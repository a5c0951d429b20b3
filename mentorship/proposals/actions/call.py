from datetime import date

from django.db import transaction

from mentorship.models import Cohort
from mentorship.proposals.models import Call
from portal.kit import audit
from portal.people.models import User


@transaction.atomic
def set_call(
    *,
    cohort: Cohort,
    closes_on: date,
    public_on: date,
    most_of_group: int | None,
    most_of_mentor: int | None,
    by: User | None,
) -> Call:
    """A cohort asks for projects from now on, or on other days than before."""
    call, _is_new = Call.objects.select_for_update().update_or_create(
        cohort=cohort,
        defaults={
            "closes_on": closes_on,
            "public_on": public_on,
            "most_of_group": most_of_group,
            "most_of_mentor": most_of_mentor,
        },
    )
    audit.record(by=by, verb="proposal_call.set", on=call)
    return call
