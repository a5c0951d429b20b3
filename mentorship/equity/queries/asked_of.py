from datetime import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mentorship.core.phases import Phase, phase_at
from mentorship.equity.models import EquityGroup
from mentorship.models import SENT, Application, Role
from portal.people.models import User

MOST_ASKED = 20


def asked_of(*, person: User, now: datetime) -> list[tuple[str, str]]:
    """Cohorts whose call is open that ask somebody who has applied about a group, with the address.
    Whether they have answered is not looked at. One query."""
    rows = Application.objects.filter(
        Exists(EquityGroup.objects.filter(cohort=OuterRef("cohort"))),
        person=person.pk,
        role=Role.MENTEE,
        status__in=SENT,
    )
    return [
        (f"{row.cohort.program.name}, {row.cohort.name}", answer_url(row))
        for row in rows.select_related("cohort__program").order_by("-pk")[:MOST_ASKED]
        if phase_at(row.cohort.dates, now) is Phase.APPLICATIONS
    ]


def answer_url(row: Application) -> str:
    return reverse("equity:answer", args=[row.cohort.key])
