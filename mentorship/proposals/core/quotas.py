"""Who has more projects or mentees than a call wants: a warning for people, never a refusal."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Over:
    name: str
    count: int
    most: int


def over(counts: Iterable[tuple[str, int]], most: int | None) -> tuple[Over, ...]:
    """The fullest first; nothing where the call sets no bound. Two may have one name."""
    if most is None:
        return ()
    found = [Over(name, count, most) for name, count in counts if count > most]
    return tuple(sorted(found, key=lambda one: (-one.count, one.name.casefold(), one.name)))
