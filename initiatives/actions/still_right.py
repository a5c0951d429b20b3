"""Once a quarter the leads of a group are asked whether its page is still right."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from initiatives.core.freshness import quarters_over
from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import RoleHolding
from initiatives.queries.leads import leads_of
from initiatives.queries.unconfirmed_groups import unconfirmed_groups
from portal.notices.actions.notice import send_notices
from portal.notices.models import Kind, Notice


def ask_still_right(*, now: datetime) -> int:
    """Part of `tick`; each person hears it once a quarter and group. Returns how many were told."""
    led = RoleHolding.objects.current(now.date()).filter(role__in=LEAD_ROLES).exclude(person=None)
    groups = unconfirmed_groups(now=now).filter(pk__in=led.values("initiative"))
    asked = {key_of(group, now): group for group in groups.order_by("pk")}
    heard = Notice.objects.filter(kind=Kind.STILL_RIGHT, key__in=asked)
    told = set(heard.values_list("key", "person"))
    return sum(ask(group, key, told, now) for key, group in asked.items())


def key_of(group: Any, now: datetime) -> str:
    """Counted from the last confirmation on, so that no two are ever less than a quarter apart."""
    since = group.last_confirmed_on or group.created_at.date()
    return f"still-right-{group.pk}-{since}-{quarters_over(since, on=now.date())}"


@transaction.atomic
def ask(group: Any, key: str, told: set[tuple[str, int]], now: datetime) -> int:
    people = [
        person
        for person in leads_of(initiative=group, on=now.date())
        if (key, person.pk) not in told
    ]
    if not people:
        return 0
    return send_notices(
        people=people,
        kind=Kind.STILL_RIGHT,
        key=key,
        template="initiatives/still_right",
        context={
            "group": group.name,
            "last": group.last_confirmed_on.isoformat() if group.last_confirmed_on else "",
        },
        url=reverse("initiatives:desk_still_right", args=[group.slug]),
    )
