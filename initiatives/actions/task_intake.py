from django.db import transaction

from initiatives.models import Initiative
from portal.kit import audit
from portal.people.models import User


@transaction.atomic
def set_intake(*, initiative: Initiative, takes_claims: bool, by: User) -> None:
    """Whether the group gives its tasks out, as when too many are asked for at once. Whoever is at
    one keeps it, and the tasks stay listed. What is so already leaves no trace."""
    changed = Initiative.objects.filter(pk=initiative.pk, takes_claims=not takes_claims)
    if changed.update(takes_claims=takes_claims):
        verb = "tasks.given_out" if takes_claims else "tasks.held_back"
        audit.record(by=by, verb=verb, on=initiative)
