"""Who may look at what somebody asks for; views ask through `access`."""

from initiatives.ladder.models import Promotion
from initiatives.ladder.queries.parts import NONE, Part, parts_of
from portal.kit import clock
from portal.people.models import User


def part_in(user: User, promotion: Promotion) -> Part:
    """Never asked as a permission: superusers have all of those, and may what everybody may."""
    found = parts_of(person=user, promotions=[promotion], on=clock.now().date())
    return found.get(promotion.pk, NONE)
