"""What somebody's own page says of the task they took."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.agenda import Item
from portal.people.models import User

from .tasks import own_claim


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """One query."""
    claim = own_claim(person=person, now=now)
    if claim is None:
        return []
    return [
        Item(
            what=claim.task.title,
            url=reverse("initiatives:task", args=[claim.task.key]),
            due=claim.leased_until,
            with_whom=claim.task.initiative.name,
            why=_("You took it for a week. Hand it in, or give it back."),
            kind=_("Your task"),
        )
    ]
