from typing import Any

from django.db import transaction

from mentorship.actions.looked_at import NotAsSeen
from mentorship.models import Cohort, Program
from mentorship.queries.letter_words import told_of_dates
from mentorship.queries.new_dates import seen_dates, who_hears_of_dates
from portal.kit import audit
from portal.notices.actions.notice import send_notices
from portal.people.models import User


@transaction.atomic
def create_cohort(*, program: Program, by: User | None, **facts: Any) -> Cohort:
    cohort = Cohort.objects.create(program=program, **facts)
    audit.record(by=by, verb="cohort.created", on=cohort)
    return cohort


@transaction.atomic
def change_cohort(*, cohort: Cohort, by: User | None, seen: str = "", **facts: Any) -> Cohort:
    """Whoever has an application hears that dates have moved. `seen` is of the letter that was
    looked at; the second of two presses moves nothing any more.

    Raises NotAsSeen, where somebody would hear of it.
    """
    row = Cohort.objects.select_for_update(of=["self"]).select_related("program").get(pk=cohort.pk)
    before = row.dates
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    entry = audit.record(by=by, verb="cohort.changed", on=row)
    people = who_hears_of_dates(row) if row.dates != before else []
    if people and seen != seen_dates(before=before, cohort=row):
        raise NotAsSeen
    send_notices(people=people, key=f"cohort-moved:{row.key}:{entry.pk}", **told_of_dates(row))
    return row
