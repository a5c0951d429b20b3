"""Who said of each other's work that it counts, directly or around a ring."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet


def rings(accepted: Iterable[tuple[int, int]]) -> list[frozenset[int]]:
    """Pairs of who looked and whose step it was → the largest sets in which everybody stands behind
    everybody, by as many steps as it takes: strongly connected components of two and more, as
    Kosaraju and Sharir find them. In the order of their least member."""
    ahead: dict[int, set[int]] = defaultdict(set)
    behind: dict[int, set[int]] = defaultdict(set)
    for one, other in accepted:
        ahead[one].add(other)
        behind[other].add(one)
    order: list[int] = []
    seen: set[int] = set()
    for start in sorted(ahead.keys() | behind.keys()):
        order += leaving(start, ahead, seen)
    seen.clear()
    found = (frozenset(leaving(start, behind, seen)) for start in reversed(order))
    return sorted((ring for ring in found if len(ring) > 1), key=min)


def leaving(start: int, edges: Mapping[int, AbstractSet[int]], seen: set[int]) -> Iterator[int]:
    """What is reached from there for the first time, in the order in which a walk in depth leaves
    it for good; without recursion, for a chain may be long."""
    if start in seen:
        return
    seen.add(start)
    way = [(start, iter(sorted(edges.get(start, ()))))]
    while way:
        here, left = way[-1]
        ahead = next((one for one in left if one not in seen), None)
        if ahead is None:
            way.pop()
            yield here
        else:
            seen.add(ahead)
            way.append((ahead, iter(sorted(edges.get(ahead, ())))))
