"""Who may do what with a series; views ask through `access`."""

import rules

from events.models import Series
from initiatives.core.lead_roles import ORGANIZING_ROLES
from initiatives.models import RoleHolding
from portal.kit import clock


@rules.predicate
def is_published(user: object, series: Series) -> bool:
    return series.is_public


@rules.predicate
def is_organizer(user: object, series: Series) -> bool:
    """Holds a claimed seat of today that speaks for the hosting group, or arranges its meetings.

    The groups a joint meeting also serves have no say. A superuser passes before any predicate is
    asked; an editor approves meetings and does not arrange them.
    """
    return organizes(user, series.initiative_id)


def organizes(user: object, initiative_id: int) -> bool:
    if not getattr(user, "is_active", False):
        return False
    return (
        RoleHolding.objects.current(clock.now().date())
        .filter(initiative=initiative_id, role__in=ORGANIZING_ROLES, person=user)
        .exists()
    )


# A superuser passes before any predicate: only they let a calendar publish by itself.
rules.add_perm("events.trust_calendar", rules.always_false)
rules.add_perm("events.view_series", is_published)
rules.add_perm("events.organize_series", is_organizer)
rules.add_perm("events.list_people_of_series", is_organizer)
