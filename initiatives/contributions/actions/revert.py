"""What was merged and taken back later. Nothing that counts changes by it: who looks is told."""

from collections.abc import Collection

from initiatives.contributions.core.revert import Revert as Told
from initiatives.contributions.models import Revert


def keep_reverts(*, reverts: Collection[Told]) -> int:
    """Each once, however often it is told, and whether or not what it takes back was heard of yet.
    Returns how many were new."""
    return sum(is_new(revert) for revert in reverts)


def is_new(revert: Told) -> bool:
    _row, is_first = Revert.objects.get_or_create(
        repository_id=revert.repository,
        number=revert.number,
        by_number=revert.by_number,
        defaults={"at": revert.at},
    )
    return is_first
