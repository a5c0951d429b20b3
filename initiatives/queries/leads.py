from datetime import date

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Initiative, RoleHolding
from portal.people.models import User


def leads_of(*, initiative: Initiative, on: date) -> list[User]:
    """Who speaks for a group today, with an account. One query."""
    seats = RoleHolding.objects.current(on).filter(initiative=initiative, role__in=LEAD_ROLES)
    return list(User.objects.filter(pk__in=seats.values("person"), is_active=True))
