"""What the start page of the desk says about the groups somebody speaks for."""

from datetime import datetime

from django.utils.translation import gettext as _

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Question, RoleHolding
from portal.core.agenda import Item
from portal.people.models import User

MOST = 20


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """Questions that published text left open about a group, for who leads it. One query."""
    led = RoleHolding.objects.current(now.date()).filter(person=person, role__in=LEAD_ROLES)
    questions = (
        Question.objects.filter(is_open=True, initiative__in=led.values("initiative"))
        .select_related("initiative")
        .order_by("created_at", "pk")
    )
    return [
        Item(
            what=question.ask,
            url=f"{question.initiative.get_absolute_url()}#questions",
            with_whom=question.initiative.name,
            why=_("What is published about it can be read in more than one way."),
            kind=_("Open question"),
            is_waiting=True,
        )
        for question in questions[:MOST]
    ]
