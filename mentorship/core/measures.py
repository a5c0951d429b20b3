"""How good and how fair a matching is, in numbers that do not depend on the machine."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from .assignment import NOBODY, Numbers

NOTHING = -1  # lower than any score


def percentile_5(scores: Sequence[int]) -> int | None:
    """The score that at most one pair in twenty is below."""
    return sorted(scores)[(len(scores) - 1) // 20] if scores else None


def gini(scores: Sequence[int]) -> float | None:
    """0 when all have the same, towards 1 when one has it all."""
    if not scores:
        return None
    size, total = len(scores), sum(scores)
    if not total:
        return 0.0
    ranked = sum((2 * rank - size - 1) * each for rank, each in enumerate(sorted(scores), 1))
    return float(round(Fraction(ranked, size * total), 6))


def standing(
    *, mentor: Numbers, score: Numbers, chosen: Numbers, places: Numbers
) -> tuple[Numbers, Numbers]:
    """The score each mentee has, and the lowest at each mentor; NOTHING of who has nobody, and of
    who has a free place."""
    has = np.where(chosen == NOBODY, NOTHING, np.append(score, NOTHING)[chosen])
    edges = chosen[chosen != NOBODY]
    used = np.bincount(mentor[edges], minlength=len(places))
    lowest = np.full(len(places), np.iinfo(np.int64).max)
    np.minimum.at(lowest, mentor[edges], score[edges])
    lowest[used < places] = NOTHING
    return has, lowest


def blocking_pairs(
    *, mentee: Numbers, mentor: Numbers, score: Numbers, chosen: Numbers, places: Numbers
) -> int:
    """Pairs that may be, are not, and in which both would score higher than where they are: the
    mentor because of a free place or of somebody who scores lower."""
    has, lowest = standing(mentor=mentor, score=score, chosen=chosen, places=places)
    return int(np.count_nonzero((score > has[mentee]) & (score > lowest[mentor])))
