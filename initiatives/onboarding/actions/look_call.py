"""Who may look at what newcomers showed is called to it, and later the foundation beside them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from initiatives.onboarding.core.look_call import Rung
from initiatives.onboarding.queries.look_calls import LookCall, look_calls
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice
from portal.notices.models import Kind


def call_lookers(*, now: datetime) -> int:
    """Part of `tick`: returns how many were told. Run twice, it tells once; run late, one letter
    tells all that it missed."""
    due = [call.person.pk for call in look_calls(now=now)]
    return sum(call_looker(pk, now) for pk in due)


@transaction.atomic
def call_looker(pk: int, now: datetime) -> bool:
    """Looked at again under the lock: somebody may have looked a moment ago.

    The letter says what was told when, so that nothing is told twice: how much and for how long,
    never who showed it or what."""
    hold(f"look-call:{pk}")
    found = look_calls(now=now, to=pk)
    if not found:
        return False
    [call] = found
    own, long = (lines_of(call, rung, now) for rung in (Rung.LOOK, Rung.FOUNDATION))
    send_notice(
        person=call.person,
        kind=Kind.LOOK,
        key=f"look-call:{now.isoformat()}",
        template="onboarding/look_call",
        context={
            "at": now.isoformat(),
            "count": sum(line.count for line in call.lines),
            "own": own,
            "long": long,
        },
        url=where_to(call, has_own=bool(own)),
    )
    return True


def lines_of(call: LookCall, rung: Rung, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "group": line.group,
            "name": call.names[line.group],
            "count": line.count,
            "days": (now - line.since).days,
        }
        for line in call.lines
        if line.rung is rung
    ]


def where_to(call: LookCall, *, has_own: bool) -> str:
    """To what waits for them; who may not look themselves, to where they may name who does, which
    there is for groups that are listed alone."""
    listed = [line.group for line in call.lines if line.group in call.listed]
    if has_own or not listed:
        return reverse("onboarding:desk_evidence")
    return reverse("onboarding:desk_verifiers", args=[listed[0]])
