"""Which counts of people may stand beside each other, so that together they tell of no few.

What is shown splits everybody it covers into parts: two are in one part where each shown count
holds both of them or neither. A count is shown only where every part keeps as many people as a
count of its own would need. So whatever is worked out from what is shown, by sums, differences or
what two counts share, is about a few people never.

And what is hidden stays unknown: it either cuts through a part, all of whom could as well be like
any one of them, whatever rules there are for single people, and nothing shown would change; or it
has people outside of all parts, of whom nobody knows how many there are; or it is nobody.

Who reads the same page on two days learns what changed in between: that is not looked at here.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeVar

# Fewer than these are few.
SMALL = 5
Name = TypeVar("Name", bound=Hashable)


def shown_counts(
    counts: Mapping[Name, AbstractSet[int]],
    *,
    owners: Mapping[int, int],
    order: Iterable[Name],
    small: int = SMALL,
) -> frozenset[Name]:
    """Names of the counts that are shown. `order` says which of two comes first where only one may
    be, and must not depend on the numbers. Somebody may own several of what is counted: few are few
    owners."""
    shown: set[Name] = set()
    parts: list[AbstractSet[int]] = []
    covered: set[int] = set()
    for name in order:
        count = counts[name]
        split = [piece for part in parts for piece in (part & count, part - count) if piece]
        fresh = count - covered
        pieces = [*split, fresh] if fresh else split
        if count and all(has_many(piece, owners, small) for piece in pieces):
            shown.add(name)
            parts = pieces
            covered |= count
    return frozenset(shown)


def has_many(units: Collection[int], owners: Mapping[int, int], small: int) -> bool:
    return len({owners[unit] for unit in units}) >= small
