from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mentorship.models import Application, Role, Run
from mentorship.selection.core.days import days_of, is_asking
from mentorship.selection.models import Selects, Way
from portal.core.agenda import Item
from portal.people.models import User

from .people_page import people_url
from .way import last_minute

MOST = 10


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """Lists that somebody is asked for as a mentor and has not handed in. One query."""
    rows = asked_of(person).exclude(mentor_list__handed_in_at__isnull=False)
    return [
        Item(
            what=_("Say whom you can help best: %(program)s")
            % {"program": row.cohort.program.name},
            url=people_url(row),
            due=last_minute(days_of(row.cohort.dates, now, is_published=False)),
            why=_("Nobody but the people who run the program sees your order."),
            action=_("Read and rank"),
            kind=_("Mentorship"),
            is_waiting=True,
        )
        for row in rows[:MOST]
        if is_asking(row.cohort.dates, now)
    ]


def lists_asked_of(*, person: User, now: datetime) -> dict[str, str]:
    """Cohort key → the page on which this mentor ranks, while they are asked. One query."""
    return {
        row.cohort.key: people_url(row)
        for row in asked_of(person)[:MOST]
        if days_of(row.cohort.dates, now, is_published=False).is_open
    }


def asked_of(person: User) -> QuerySet[Application]:
    return (
        Application.objects.accepted()
        .filter(person=person, role=Role.MENTOR)
        .filter(cohort__in=Way.objects.exclude(selects=Selects.ENGINE).values("cohort"))
        .exclude(cohort__runs__in=Run.objects.filter(published_at__isnull=False))
        .select_related("cohort__program")
        .order_by("cohort__review_until", "pk")
    )
