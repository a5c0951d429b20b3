"""Stepping back from a rung, with thanks and a way to return."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from initiatives.ladder.models import Holding, Promotion
from initiatives.ladder.queries.ladders import ladder_of_group
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .holding import lock_name, say_for_good, tell
from .promotion import take_back


class NotThere(Exception):
    """They stand on this rung no longer."""


@transaction.atomic
def step_back(*, holding: Holding, by: User, words: str = "", now: datetime) -> None:
    """Emeritus from today, by themselves, or by who leads the group, who says why. What they asked
    for meanwhile is taken back.

    Raises NotThere.
    """
    hold(lock_name(holding.initiative_id, holding.person_id))
    standing = Holding.objects.current().filter(pk=holding.pk)
    if not standing.update(until=Greatest(F("since"), now.date()), is_emeritus=True):
        raise NotThere
    asked = Promotion.objects.open().filter(initiative=holding.initiative, person=holding.person)
    for promotion in asked:
        take_back(promotion=promotion)
    audit.record(by=by, verb="initiative.stepped_back", on=holding.initiative, is_on_pages=False)
    say_for_good("ladder.emeritus", holding, by=by, at=now)
    if by != holding.person:
        edition = ladder_of_group(initiative=holding.initiative)
        rung = edition.ladder.rung(holding.rung) if edition else None
        title = rung.title if rung else holding.rung
        tell(holding, template="ladder/stepped_back", title=title, words=words)
