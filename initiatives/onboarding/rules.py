"""Who may see a path, and look at what somebody showed on one; views ask through `access`."""

import rules

from initiatives.onboarding.models import Evidence, Path
from initiatives.onboarding.queries.verifiers import may_be_looked_at_by
from portal.kit import clock
from portal.people.models import User


@rules.predicate
def is_published(user: object, path: Path) -> bool:
    return path.is_published and (path.initiative is None or path.initiative.is_listed)


@rules.predicate
def may_look_at(user: User, evidence: Evidence) -> bool:
    """Never asked as a permission: superusers have all of those, and may look as everybody may."""
    mine = may_be_looked_at_by(person=user, on=clock.now().date())
    return mine.filter(pk=evidence.pk).exists()


rules.add_perm("onboarding.view_path", is_published)
