"""How it went on: asked three times, answered in one press, stopped for good in one."""

from datetime import datetime, timedelta

from django.db import transaction

from mentorship.alumni.core.later import due_on
from mentorship.alumni.models import Answer, Graduation, Later
from mentorship.alumni.queries.addresses import later_url
from mentorship.models import Cohort
from mentorship.queries.pair_days import day_in
from portal.kit.addresses import absolute
from portal.kit.locks import hold
from portal.notices.actions.notice import Told, send_notices_of_each
from portal.notices.actions.preference import stop_mail
from portal.notices.queries.preferences import who_stopped
from portal.people.models import User

KIND = "alumni"
# From three months less a day to a year and the days in which the last question is caught up on.
FIRST, LAST = timedelta(days=88), timedelta(days=430)


@transaction.atomic
def answer_later(*, later: Later, answer: str, has_role: bool, now: datetime) -> None:
    """A later answer replaces it. Who answers holds the letter, which the caller has asked."""
    Later.objects.filter(pk=later.pk).update(
        answer=Answer(answer), has_role=has_role, answered_at=now
    )


def ask_no_more(*, person: User) -> None:
    """Of no cohort, ever; what they answered stays. Safe to repeat."""
    stop_mail(person=person, kind=KIND)


def ask_graduates(*, now: datetime) -> int:
    """Who is due and has not stopped it. Safe to repeat and to run twice at once; returns how many
    people were asked."""
    today = now.date()
    cohorts = Cohort.objects.filter(
        ends_on__range=(today - LAST, today - FIRST),
        applications__graduation__in=Graduation.objects.graduates(),
    )
    return sum(ask(cohort, now) for cohort in cohorts.distinct().order_by("pk"))


@transaction.atomic
def ask(cohort: Cohort, now: datetime) -> int:
    hold(f"later:{cohort.pk}")
    asked = set(
        Later.objects.filter(graduation__application__cohort=cohort).values_list(
            "graduation", "months"
        )
    )
    graduates = Graduation.objects.graduates().filter(application__cohort=cohort)
    rows = list(graduates.select_related("application__person", "application__cohort__program"))
    stopped = who_stopped(kind=KIND, people=[row.application.person_id for row in rows])
    due = []
    for row in rows:
        own = {months for key, months in asked if key == row.pk}
        months = due_on(cohort.ends_on, day_in(cohort, now), own)
        if months and row.application.person_id not in stopped:
            due.append((row, months))
    Later.objects.bulk_create(
        Later(graduation=row, months=months, asked_at=now) for row, months in due
    )
    send_notices_of_each([letter(row, months) for row, months in due], kind=KIND, template=TEMPLATE)
    return len(due)


TEMPLATE = "alumni/ask_later"


def letter(row: Graduation, months: int) -> Told:
    cohort = row.application.cohort
    return Told(
        person=row.application.person,
        key=f"later:{row.application.public_id}:{months}",
        context={
            "program": cohort.program.name,
            "cohort": cohort.name,
            "months": months,
            "after_url": absolute("alumni:after", cohort.key),
        },
        url=later_url(row.application, months),
    )
