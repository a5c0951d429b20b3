"""Whose accounts look at what is shown for a step: who leads the group of its path and whom that
named, and who works for the foundation at paths of everybody and beside a group that is too few."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Initiative, RoleHolding
from initiatives.onboarding.core.check import Looking
from initiatives.onboarding.core.look_call import looks_alone
from portal.kit import clock
from portal.people.models import User

from .evidence import Verifier

BY_ROWS = "django.contrib.auth.backends.ModelBackend"


def seats(on: date) -> QuerySet[RoleHolding]:
    return RoleHolding.objects.current(on).filter(role__in=LEAD_ROLES, person__is_active=True)


def named() -> QuerySet[Verifier]:
    return Verifier.objects.filter(person__is_active=True)


def working_for_the_foundation() -> QuerySet[User]:
    return User.objects.with_perm("initiatives.change_initiative", backend=BY_ROWS)


def looking_at(group: Initiative | None) -> Looking:
    """Accounts, not seats: of a name that nobody claimed nobody opens what is shown. Two queries
    where a group looks alone, else one more; one without a group."""
    leading, chosen = set[int](), set[int]()
    if group is not None:
        leads = seats(clock.now().date()).filter(initiative=group)
        leading.update(leads.values_list("person", flat=True))
        chosen.update(named().filter(initiative=group).values_list("person", flat=True))
    least = settings.LEAST_VERIFIERS
    of_group = Looking(len(leading | chosen), least, is_group=True)
    if looks_alone(leading, chosen, least):
        return of_group
    beside = working_for_the_foundation().exclude(pk__in=chosen).count()
    return of_group if chosen and not beside else Looking(beside, 1, is_group=False)
