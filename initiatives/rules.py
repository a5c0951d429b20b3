"""Who may see a group, keep its page true, and decide about it; views ask through `access`."""

from collections.abc import Set as AbstractSet

import rules
from django.contrib.auth.models import AnonymousUser

from initiatives.core.lead_roles import LEAD_ROLES, ORGANIZING_ROLES
from initiatives.models import Initiative, RoleHolding
from initiatives.queries.mend_list import Keeper
from portal.kit import clock
from portal.people.models import User


@rules.predicate
def is_listed(user: object, initiative: Initiative) -> bool:
    return initiative.is_listed


@rules.predicate
def is_staff(user: User | AnonymousUser, initiative: Initiative | None) -> bool:
    """Who works for the foundation: superusers, and whoever they give Django's own permission.

    Editors are not among them. They approve prose; facts are the groups' and the bodies'.
    """
    return user.has_perm("initiatives.change_initiative")


@rules.predicate
def speaks_for(user: object, initiative: Initiative | None) -> bool:
    """Holds a claimed lead seat of this group today."""
    return sits_in(user, initiative, LEAD_ROLES)


@rules.predicate
def arranges_for(user: object, initiative: Initiative | None) -> bool:
    """Speaks for the group, or arranges its meetings."""
    return sits_in(user, initiative, ORGANIZING_ROLES)


def sits_in(user: object, initiative: Initiative | None, roles: AbstractSet[str]) -> bool:
    if initiative is None or not getattr(user, "is_active", False):
        return False
    return (
        RoleHolding.objects.current(clock.now().date())
        .filter(initiative=initiative, role__in=roles, person=user)
        .exists()
    )


rules.add_perm("initiatives.view_initiative", is_listed)
# Texts, channels, seats, "still right?": what a group says about itself.
rules.add_perm("initiatives.keep_initiative", speaks_for | is_staff)
rules.add_perm("initiatives.recruit_for_initiative", arranges_for | is_staff)
# Name, kind, stage, place, conflicts: what a body decides about a group.
rules.add_perm("initiatives.decide_initiative", is_staff)


def keeper_of(user: User, initiative: Initiative) -> Keeper:
    """Of somebody who may keep the page."""
    return Keeper(
        may_decide=user.has_perm("initiatives.decide_initiative", initiative),
        may_arrange=user.is_superuser or bool(speaks_for(user, initiative)),
    )
