"""What one decision would change, answered while somebody waits for it.

Everybody has been compared with everybody; only the choice is made again, over all pairs, proven as
ever.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from .assignment import NOBODY
from .instance import Pair
from .matching import Prepared
from .optimum import Optimum
from .turned import turned


@dataclass(frozen=True, slots=True)
class Move:
    """From one mentor to another; None is nobody."""

    mentee: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """`matched` and `total` are changes of the whole, `moves` are by mentee."""

    matched: int
    total: int
    moves: tuple[Move, ...]


def what_if(
    ready: Prepared,
    before: Optimum,
    *,
    vetoes: Collection[Pair] = (),
    places: Mapping[str, int] | None = None,
) -> Change:
    """If these pairs might not be, or mentors had so many `places`, with the dials of the instance:
    `before` was found with them. Pairs that are locked are left out. Raises OutOfRange,
    QuotaOutOfReach, KeyError for people who are not there."""
    board, pairs = ready.board, ready.pairs
    if vetoes:
        pairs = pairs.without(
            {(board.mentee_at[mentee], board.mentor_at[mentor]) for mentee, mentor in vetoes}
        )
    free = board.places.copy()
    for mentor, count in (places or {}).items():
        at = board.mentor_at[mentor]
        free[at] += count - board.mentors[at].capacity
    after = turned(board, pairs, board.instance.config.dials, places=free)
    mentees, moved = before.mentors, after.mentors
    [changed] = np.nonzero(mentees != moved)

    def name(mentor: int) -> str | None:
        return None if mentor == NOBODY else board.mentors[mentor].id

    return Change(
        matched=_matched(after) - _matched(before),
        total=_total(after) - _total(before),
        moves=tuple(
            Move(board.mentees[at].id, name(mentees[at]), name(moved[at]))
            for at in changed.tolist()
        ),
    )


def _matched(found: Optimum) -> int:
    return int(np.count_nonzero(found.chosen != NOBODY))


def _total(found: Optimum) -> int:
    return int(found.edges.score[found.chosen[found.chosen != NOBODY]].sum())
