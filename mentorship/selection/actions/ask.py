"""Mentors are asked to rank when the call has closed, and reminded once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from mentorship.core.phases import MINUTE, end_of_day
from mentorship.models import Application, Cohort, Role, Run
from mentorship.selection.core.days import QUIET, is_asking, is_reminding
from mentorship.selection.models import Selects
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notices
from portal.notices.queries.notices import who_heard
from portal.people.models import User

AROUND = timedelta(days=2)  # a day lies otherwise elsewhere


def ask_for_lists(*, now: datetime) -> int:
    """Safe to repeat and to run twice at once; returns how many people that were. Who is accepted
    later is asked then."""
    today = now.date()
    cohorts = (
        Cohort.objects.select_related("program")
        .filter(closes_on__lte=today + AROUND, results_on__gte=today - AROUND)
        .filter(selection_way__isnull=False)
        .exclude(selection_way__selects=Selects.ENGINE)
        .exclude(runs__in=Run.objects.filter(published_at__isnull=False))
    )
    asking = [one for one in cohorts.order_by("pk") if is_asking(one.dates, now)]
    return sum(ask_mentors(cohort, now) for cohort in asking)


@transaction.atomic
def ask_mentors(cohort: Cohort, now: datetime) -> int:
    hold(f"ask-mentors:{cohort.pk}")
    mentors = (
        Application.objects.accepted()
        .filter(cohort=cohort, role=Role.MENTOR)
        .exclude(mentor_list__handed_in_at__isnull=False)
        .select_related("person")
        .order_by("pk")
    )
    asked, reminded = f"rank:{cohort.key}", f"rank-again:{cohort.key}"
    heard = who_heard(key=asked)
    new = [row.person for row in mentors if row.person_id not in heard]
    told = tell(cohort, people=new, key=asked, template="selection/ask_mentor", now=now)
    if not is_reminding(cohort.dates, now):
        return told
    before = who_heard(key=asked, before=now - QUIET) - who_heard(key=reminded)
    late = [row.person for row in mentors if row.person_id in before]
    return told + tell(
        cohort, people=late, key=reminded, template="selection/remind_mentor", now=now
    )


def tell(cohort: Cohort, *, people: list[User], key: str, template: str, now: datetime) -> int:
    """Who is accepted once the day is over is told none."""
    if not people:
        return 0
    until = end_of_day(cohort.review_until, cohort.timezone) - MINUTE
    return send_notices(
        people=people,
        kind="match",
        key=key,
        template=template,
        context={
            "program": cohort.program.name,
            "cohort": cohort.name,
            "until": until.isoformat() if now <= until else "",
        },
        url=reverse("selection:people", args=[cohort.key]),
    )
