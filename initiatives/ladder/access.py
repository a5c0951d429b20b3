"""The one place that decides 404: a ladder exists where its group does and has one; what somebody
asks for exists for them, and for those who have a say in it."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from initiatives.access import get_initiative
from initiatives.ladder.models import Edition, Holding, Promotion, PromotionState
from initiatives.ladder.queries.ladders import ladder_of_group
from initiatives.ladder.queries.parts import Part, with_all_that_is_told
from initiatives.ladder.rules import part_in
from initiatives.models import Initiative
from portal.people.models import User

LONGEST_KEY = 18


def get_ladder(user: User | AnonymousUser, slug: str) -> Edition:
    """Raises Http404 also for a former name of the group. Two queries."""
    initiative = get_initiative(user, slug, follow=False)
    edition = ladder_of_group(initiative=initiative)
    if edition is None:
        raise Http404
    edition.initiative = initiative
    return edition


def get_promotion(user: User, public_id: UUID) -> tuple[Promotion, Part]:
    """For who has a say, decided or not; not what was taken back. Raises PermissionDenied for one's
    own, else Http404."""
    promotion = with_all_that_is_told().filter(public_id=public_id).first()
    if promotion is None or not promotion.initiative.is_listed:
        raise Http404
    if promotion.person_id == user.pk:
        raise PermissionDenied
    part = part_in(user, promotion)
    if promotion.state == PromotionState.WITHDRAWN or not part.is_any:
        raise Http404
    return promotion, part


def get_holding(initiative: Initiative, key: str) -> Holding:
    """Of today, of a group whose page somebody keeps. Raises Http404."""
    is_a_number = key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY
    holdings = initiative.ladder_holdings.current().select_related("person__profile")
    holding = holdings.filter(pk=int(key)).first() if is_a_number else None
    if holding is None:
        raise Http404
    return holding
