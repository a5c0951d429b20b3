"""The tree of who reports to whom, from plain pairs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

MOST_LEVELS = 12


@dataclass(frozen=True)
class Branch:
    """A group by its key, with the groups that report to it; `folded` more are left out below."""

    key: str
    branches: tuple["Branch", ...] = ()
    folded: int = 0


def find_bad_chain(parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The first chain that never ends (its last group reports to one before it) or is deeper than
    MOST_LEVELS; empty when all is well."""
    for start in sorted(parents):
        chain: list[str] = []
        key: str | None = start
        while key is not None:
            if key in chain or len(chain) == MOST_LEVELS:
                return (*chain, key)
            chain.append(key)
            key = parents.get(key)
    return ()


def grow(parents: Mapping[str, str | None], *, order: Mapping[str, tuple]) -> tuple[Branch, ...]:
    """The forest of `parents`, siblings by `order`. Groups caught in a loop stand as roots, so
    that no group is ever lost from the picture."""
    children: dict[str | None, list[str]] = {}
    for key, parent in parents.items():
        children.setdefault(parent if parent in parents else None, []).append(key)
    placed: set[str] = set()

    def branch(key: str) -> Branch:
        placed.add(key)
        below = sorted(children.get(key, []), key=order.__getitem__)
        return Branch(key, tuple(branch(k) for k in below if k not in placed))

    above = sorted(children.get(None, []), key=order.__getitem__)
    in_loops = sorted(parents, key=order.__getitem__)
    return tuple(branch(key) for key in (*above, *in_loops) if key not in placed)


def size(branches: Iterable[Branch]) -> int:
    """How many groups are drawn."""
    return sum(1 + size(branch.branches) for branch in branches)


def fold(branches: tuple[Branch, ...], *, most: int) -> tuple[tuple[Branch, ...], int]:
    """A picture of at most `most` groups, and how many of the first level are not in it.

    Level by level from the top, a group shows either all that report to it or how many there are.
    Only the first level is cut short, and what reports to a group that stands alone at the top.
    """
    if most > 1 and len(branches) == 1 and len(branches[0].branches) >= most:
        top = branches[0]
        below, _left_out = fold(top.branches, most=most - 1)
        return (replace(top, branches=below, folded=size(top.branches) - size_told(below)),), 0
    kept = branches[:most]
    room = most - len(kept)
    shown: set[str] = set()
    level = kept
    while level:
        following: list[Branch] = []
        for branch in level:
            if branch.branches and len(branch.branches) <= room:
                room -= len(branch.branches)
                shown.add(branch.key)
                following += branch.branches
        level = tuple(following)

    def cut(branch: Branch) -> Branch:
        if branch.key in shown:
            return replace(branch, branches=tuple(map(cut, branch.branches)))
        return Branch(branch.key, folded=size(branch.branches))

    return tuple(map(cut, kept)), len(branches) - len(kept)


def size_told(branches: Iterable[Branch]) -> int:
    """How many groups are drawn or at least counted where they are folded away."""
    return sum(1 + branch.folded + size_told(branch.branches) for branch in branches)


def find_branch(branches: Iterable[Branch], key: str) -> Branch | None:
    for branch in branches:
        found = branch if branch.key == key else find_branch(branch.branches, key)
        if found is not None:
            return found
    return None
