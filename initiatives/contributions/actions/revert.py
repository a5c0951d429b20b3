"""What was merged and reverted later. Nothing that counts changes by it: who looks is told."""

from collections.abc import Collection

from initiatives.contributions.core.revert import Revert as Told
from initiatives.contributions.models import Revert


def keep_reverts(*, reverts: Collection[Told]) -> int:
    """Each once, however often it is told, and whether or not what it takes back was heard of yet.
    Returns how many were new."""
    if not reverts:
        return 0
    of = Revert.objects.filter(
        repository_id__in={one.repository for one in reverts},
        by_number__in={one.by_number for one in reverts},
    )
    known = set(of.values_list("repository_id", "number", "by_number"))
    new = [
        Revert(repository_id=one.repository, number=one.number, by_number=one.by_number, at=one.at)
        for one in reverts
        if (one.repository, one.number, one.by_number) not in known
    ]
    Revert.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
