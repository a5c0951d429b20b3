"""Saying that a page is right: the dated facts of today, and the clock of the whole part."""

from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from initiatives.models import Confirmation, FactGroup, Initiative
from portal.kit import audit, clock
from portal.people.models import User

from .opening import renew_opening

DATED = {
    FactGroup.TEXT: ("aliases",),
    FactGroup.PEOPLE: ("roles",),
    FactGroup.PLACE: ("stages", "parents", "serves", "predecessors"),
    FactGroup.DELIVERABLES: ("deliverables",),
}


@transaction.atomic
def confirm_facts(*, by: User, initiative: Initiative, parts: Collection[str]) -> int:
    """Somebody who keeps the page says that these parts are right today; past facts stay alone.

    Safe to repeat: the same day again, nothing is written. It is no change of what the page says,
    so no follower hears of it. What is asked for stays wanted for as long as a new opening.
    Returns how many parts were not confirmed today before.
    """
    on = clock.now().date()
    wanted = [part for part in FactGroup if part in parts]
    before = dict(initiative.confirmations.values_list("part", "confirmed_on"))
    new = [part for part in wanted if before.get(part) != on]
    touched = sum(confirm_dated(initiative, part, by=by, on=on) for part in wanted)
    if FactGroup.OPENINGS in wanted:
        touched += renew_openings(initiative, by=by, on=on)
    Confirmation.objects.bulk_create(
        [
            Confirmation(initiative=initiative, part=part, confirmed_on=on, confirmed_by=by)
            for part in new
        ],
        update_conflicts=True,
        unique_fields=["initiative", "part"],
        update_fields=["confirmed_on", "confirmed_by"],
    )
    if new or touched:
        audit.record(by=by, verb="facts.confirmed", on=initiative, reason=", ".join(wanted))
    return len(new)


def confirm_dated(initiative: Initiative, part: FactGroup, *, by: User, on: date) -> int:
    return sum(
        unconfirmed(getattr(initiative, relation).current(on), on).update(
            confirmed_on=on, confirmed_by=by
        )
        for relation in DATED.get(part, ())
    )


def unconfirmed(rows: QuerySet, on: date) -> QuerySet:
    return rows.order_by().exclude(confirmed_on=on)


def renew_openings(initiative: Initiative, *, by: User, on: date) -> int:
    until = on + timedelta(days=settings.OPENING_FRESH_DAYS)
    due = list(initiative.openings.filter(is_open=True, fresh_until__lt=until))
    for opening in due:
        renew_opening(opening=opening, on=on, by=by)
    return len(due)
