"""Who may do what with a series; views ask through `access`."""

from collections.abc import Collection

import rules

from events.models import Series
from initiatives.core.lead_roles import ORGANIZER, ORGANIZING_ROLES
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
    return has_seat(user, initiative_id, ORGANIZING_ROLES)


def has_seat(user: object, initiative_id: int, roles: Collection[str]) -> bool:
    if not getattr(user, "is_active", False):
        return False
    return (
        RoleHolding.objects.current(clock.now().date())
        .filter(initiative=initiative_id, role__in=roles, person=user)
        .exists()
    )


# A superuser passes before any predicate: only they let a calendar publish by itself.
rules.add_perm("events.trust_calendar", rules.always_false)


@rules.predicate
def is_export_allowed(user: object, series: Series) -> bool:
    """Names leave the portal through who arranges meetings; a chair reads them here."""
    return has_seat(user, series.initiative_id, {ORGANIZER})


rules.add_perm("events.view_series", is_published)
rules.add_perm("events.organize_series", is_organizer)
rules.add_perm("events.list_people_of_series", is_organizer)
rules.add_perm("events.export_people_of_series", is_export_allowed)
