"""Who may see a group, keep its page true, and decide about it; views ask through `access`."""

import rules
from django.contrib.auth.models import AnonymousUser

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Initiative, RoleHolding
from initiatives.queries.mend_list import Keeper
from portal.kit import clock
from portal.people.models import User


@rules.predicate
def is_listed(user: object, initiative: Initiative) -> bool:
    return initiative.is_listed


@rules.predicate
def is_editor(user: User | AnonymousUser, initiative: Initiative | None) -> bool:
    """Editors of the whole site, by Django's own permission."""
    return user.has_perm("initiatives.change_initiative")


@rules.predicate
def speaks_for(user: object, initiative: Initiative | None) -> bool:
    """Holds a claimed lead seat of this group today."""
    if initiative is None or not getattr(user, "is_active", False):
        return False
    return (
        RoleHolding.objects.current(clock.now().date())
        .filter(initiative=initiative, role__in=LEAD_ROLES, person=user)
        .exists()
    )


rules.add_perm("initiatives.view_initiative", is_listed)
# Texts, channels, openings, "still right?": what a group says about itself.
rules.add_perm("initiatives.keep_initiative", speaks_for | is_editor)
# Name, kind, stage, place, seats, conflicts: what a body decides about a group.
rules.add_perm("initiatives.decide_initiative", is_editor)


def keeper_of(user: User, initiative: Initiative) -> Keeper:
    """Of somebody who may keep the page; who approves meetings as an editor arranges none."""
    return Keeper(
        may_decide=user.has_perm("initiatives.decide_initiative", initiative),
        may_arrange=user.is_superuser or bool(speaks_for(user, initiative)),
    )
