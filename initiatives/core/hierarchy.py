"""The tree of who reports to whom, from plain pairs."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST_LEVELS = 12


@dataclass(frozen=True)
class Branch:
    """A group by its key, with the groups that report to it."""

    key: str
    branches: tuple["Branch", ...] = ()


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
