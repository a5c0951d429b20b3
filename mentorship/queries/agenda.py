from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.models import LIVE, Application, Status
from portal.core.agenda import Item
from portal.people.models import User

from .own_applications import MOST_APPLICATIONS, OwnApplication, own_application
from .own_matches import match_items


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """Drafts to send, matches to answer, and what the applications that are out wait for. Two
    queries."""
    rows = Application.objects.filter(person=person, status__in=LIVE).select_related(
        "cohort__program__initiative", "edition"
    )
    return match_items(person=person, now=now) + [
        draft_item(own) if row.status == Status.DRAFT and own.cohort.is_open else coming_item(own)
        for row in rows[:MOST_APPLICATIONS]
        if (own := own_application(row, now)).next_at
    ]


def draft_item(own: OwnApplication) -> Item:
    names = {"program": own.program, "cohort": own.cohort.name}
    return Item(
        what=_("Send your application: %(program)s, %(cohort)s") % names,
        url=own.url,
        due=own.next_at,
        action=_("Write on"),
        kind=_("Mentorship"),
        is_waiting=True,
    )


def coming_item(own: OwnApplication) -> Item:
    return Item(
        what=f"{own.program}, {own.cohort.name}",
        url=reverse("mentorship:mine"),
        at=own.next_at,
        why=own.next_words,
        kind=_("Mentorship"),
    )
