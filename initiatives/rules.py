"""Who may see a group; views ask through `access`."""

import rules

from initiatives.models import Initiative


@rules.predicate
def is_listed(user: object, initiative: Initiative) -> bool:
    return initiative.is_listed


rules.add_perm("initiatives.view_initiative", is_listed)
