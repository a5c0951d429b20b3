"""Who took a rung or a seat of a group, asked of whoever keeps it."""

from datetime import date
from typing import Any

from django.db.models import Max

from initiatives.models import Initiative, RoleHolding
from initiatives.onboarding.signals import rungs_asked


def seats_taken(*, initiative: Initiative | None, until: date) -> list[tuple[int, date]]:
    """Claimed seats that say since when; one without a day was perhaps theirs before. One query."""
    seats = RoleHolding.objects.filter(person__is_active=True, since__lte=until).order_by()
    if initiative:
        seats = seats.filter(initiative=initiative)
    return list(seats.values_list("person").annotate(last=Max("since")))


def roles_taken(*, initiative: Initiative | None, until: date) -> dict[int, date]:
    """By person the last day on which they took one, of any group for none. A query of each who is
    asked."""
    answers: list[tuple[Any, Any]] = rungs_asked.send(
        sender=None, initiative=initiative, until=until
    )
    found: dict[int, date] = {}
    seats = seats_taken(initiative=initiative, until=until)
    for told in (seats, *(told for _receiver, told in answers)):
        for person, day in told:
            found[person] = max(day, found.get(person, day))
    return found
