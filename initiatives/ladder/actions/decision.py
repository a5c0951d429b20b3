"""One decision, by who neither asks nor sponsors, once the days for objections are over."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from initiatives.ladder.models import Became, Promotion, PromotionState
from initiatives.ladder.queries.parts import decides_as
from initiatives.ladder.rules import part_in
from portal.kit import audit
from portal.people.models import User

from .holding import put_on_rung, say_for_good
from .promotion import look_again, settle, tell_who_asked


class MayNotDecide(Exception):
    """It is their own, or they sponsored it, or they lead the group no longer."""


class NotReady(Exception):
    """Something is missing, or the days for objections run."""


class ObjectionUnanswered(Exception):
    """Somebody would wait, and reads why it is granted all the same."""


class ObjectionUnread(Exception):
    """One came after they last looked."""


@transaction.atomic
def decide(
    *,
    promotion: Promotion,
    verdict: PromotionState,
    answer: str,
    read: Collection[str] = (),
    by: User,
    now: datetime,
) -> None:
    """Once and for all; who is told "not yet" may ask again whenever they want. `read` are the keys
    of the objections that who decides had before them.

    Raises NotOpen, MayNotDecide, ObjectionUnread, NotReady or ObjectionUnanswered.
    """
    look_again(promotion)
    if not part_in(by, promotion).decides:
        raise MayNotDecide
    objections = {str(key) for key in promotion.objections.values_list("pk", flat=True)}
    if not objections <= set(read):
        raise ObjectionUnread
    if verdict == PromotionState.GRANTED:
        settle(promotion, now)
        if not promotion.is_over(now):
            raise NotReady
        if objections and not answer:
            raise ObjectionUnanswered
    promotion.state, promotion.answer = verdict, answer
    promotion.decided_by, promotion.decided_at = by, now
    promotion.decided_as = decides_as(person=by, initiative=promotion.initiative, on=now.date())
    promotion.save(update_fields=["state", "answer", "decided_by", "decided_at", "decided_as"])
    audit.record(by=by, verb=f"promotion.{verdict}", on=promotion, is_on_pages=False)
    if verdict == PromotionState.GRANTED:
        grant(promotion, by, now)
    tell_who_asked(promotion, f"ladder/{verdict}", now, answer=answer)


def grant(promotion: Promotion, by: User, now: datetime) -> None:
    became = Became.RETURNED if promotion.is_return else Became.PROMOTED
    holding = put_on_rung(promotion.initiative, promotion.person, promotion.rung, became, now)
    kind = "ladder.returned" if promotion.is_return else "ladder.granted"
    say_for_good(kind, holding, by=by, at=now)
