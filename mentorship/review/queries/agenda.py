from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.agenda import Item
from portal.people.models import User

from .due import due_at
from .own_readings import asked_to_read


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """Applications that wait for a score. One query."""
    return [
        Item(
            what=ngettext(
                "%(n)s application waits for your score: %(cohort)s",
                "%(n)s applications wait for your score: %(cohort)s",
                one.open,
            )
            % {"n": one.open, "cohort": one.review.cohort.name},
            url=reverse("review:mine_of", args=[one.review.cohort.key]),
            due=due_at(one.review),
            why=one.review.cohort.program.name,
            action=_("Read them"),
            kind=_("Mentorship"),
            is_waiting=True,
        )
        for one in asked_to_read(person=person)
        if one.open
    ]
