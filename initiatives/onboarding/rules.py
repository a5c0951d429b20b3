"""Who may see a path; views ask through `access`."""

import rules

from initiatives.onboarding.models import Path


@rules.predicate
def is_published(user: object, path: Path) -> bool:
    return path.is_published and (path.initiative is None or path.initiative.is_listed)


rules.add_perm("onboarding.view_path", is_published)
