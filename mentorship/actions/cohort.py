from typing import Any

from django.db import transaction
from django.urls import reverse

from mentorship.models import LIVE, Cohort, Program
from mentorship.queries.letter_words import words_of
from portal.kit import audit
from portal.notices.actions.notice import send_notices
from portal.people.models import User


@transaction.atomic
def create_cohort(*, program: Program, by: User | None, **facts: Any) -> Cohort:
    cohort = Cohort.objects.create(program=program, **facts)
    audit.record(by=by, verb="cohort.created", on=cohort)
    return cohort


@transaction.atomic
def change_cohort(*, cohort: Cohort, by: User | None, **facts: Any) -> Cohort:
    """Whoever has an application hears that dates have moved."""
    row = Cohort.objects.select_for_update(of=["self"]).select_related("program").get(pk=cohort.pk)
    before = row.dates
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    entry = audit.record(by=by, verb="cohort.changed", on=row)
    if row.dates != before:
        applications = row.applications.filter(status__in=LIVE).select_related("person")
        send_notices(
            people=[application.person for application in applications],
            kind="application",
            key=f"cohort-moved:{row.key}:{entry.pk}",
            template="mentorship/change_cohort",
            context=words_of(cohort=row, role=""),
            url=reverse("mentorship:program", args=[row.program.slug]),
        )
    return row
