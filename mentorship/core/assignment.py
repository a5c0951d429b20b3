"""Who goes where, as numbers: pairs that may be, what each is worth, and how many places there are.

The order of aims (most mentees, then the highest sum of scores, then a tie-break from stable ids)
becomes one integer a pair that no smaller aim can outweigh.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .formula import BEST

Numbers = NDArray[np.int64]

# Doubles count exactly so far, and one of the two engines counts in doubles.
EXACT_IN_DOUBLES = 2**53
EXACT_IN_INTEGERS = 2**61  # two of them still add up in 64 bits
LEAST_TIE_BITS, MOST_TIE_BITS = 6, 24


NOBODY = -1


class OutOfRange(OverflowError):
    """So many people that their aims no longer fit into one 64-bit integer."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """`worth` is score times `scale` plus the tie-break; a match at all is worth `bonus` more.

    Edges are sorted by mentee. Mentors without places may have edges: their prices are of use.
    """

    mentees: int
    places: Numbers
    mentee: Numbers
    mentor: Numbers
    worth: Numbers
    scale: int
    bonus: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """What pairs of these people are worth: `values` by score, `ahead` by mentee, and `keep` more
    for pairs of which the `kept` numbers tell (mentee times mentors plus mentor, in order)."""

    mentees: NDArray[np.uint64]
    mentors: NDArray[np.uint64]
    places: Numbers
    values: Numbers
    ahead: Numbers
    kept: Numbers
    keep: int
    bits: int
    scale: int
    bonus: int

    def value(self, score: NDArray[np.integer]) -> NDArray[np.integer]:
        return score if self.values is AS_SCORED else self.values[score]

    def worth(self, mentee: Numbers, mentor: Numbers, score: Numbers) -> Numbers:
        ties = _mixed(self.mentees[mentee], self.mentors[mentor])
        value = self.value(score) + self.ahead[mentee]
        if len(self.kept):
            is_kept = np.isin(mentee * len(self.places) + mentor, self.kept)
            value += self.keep * is_kept
        return value * self.scale + (ties >> np.uint64(64 - self.bits)).astype(np.int64)

    def hashes(self, mentee: Numbers, mentor: Numbers, number: int | Numbers) -> Numbers:
        """32 bits of a pair's ids, others for every number."""
        mixed = _mixed(self.mentees[mentee] + np.uint64(number), self.mentors[mentor])
        return (mixed >> np.uint64(32)).astype(np.int64)

    def assignment(self, mentee: Numbers, mentor: Numbers, score: Numbers) -> Assignment:
        worth = self.worth(mentee, mentor, score)
        return Assignment(
            len(self.mentees), self.places, mentee, mentor, worth, self.scale, self.bonus
        )


NONE = np.zeros(0, dtype=np.int64)
AS_SCORED = np.arange(BEST + 1)


def weighing(
    *,
    mentee_ids: Sequence[str],
    mentor_ids: Sequence[str],
    places: Numbers,
    matchable: int,
    values: Numbers = AS_SCORED,
    tiers: Numbers = NONE,
    kept: Numbers = NONE,
    keep: int = 0,
) -> Weighing:
    """`matchable` mentees have any pair; `tiers` are theirs, the lowest comes first. Raises
    OutOfRange."""
    places = np.maximum(places, 0)
    most = max(1, min(matchable, int(places.sum())))
    keep = keep if len(kept) else 0
    # Of all largest matchings, as many of the first tier as can be: any weights in that order do.
    match = most * (BEST + keep) + 1
    ahead = np.zeros(len(mentee_ids), dtype=np.int64)
    if len(tiers):
        ahead = match * (tiers.max() - tiers)
    highest = BEST + keep + int(ahead.max(initial=0))
    bits = tie_bits(most, highest)
    scale = most << bits
    if (match + highest + 1) * scale >= EXACT_IN_INTEGERS:
        raise OutOfRange(f"{most:,} matches are more than 64-bit integers can weigh.")
    return Weighing(
        mentees=_hashes("mentee", mentee_ids),
        mentors=_hashes("mentor", mentor_ids),
        places=places,
        values=values,
        ahead=ahead,
        kept=np.sort(kept),
        keep=keep,
        bits=bits,
        scale=scale,
        bonus=match * scale,
    )


def assignment(
    *,
    mentee_ids: Sequence[str],
    mentor_ids: Sequence[str],
    places: Numbers,
    mentee: Numbers,
    mentor: Numbers,
    score: Numbers,
) -> Assignment:
    """Raises OutOfRange."""
    weigh = weighing(
        mentee_ids=mentee_ids,
        mentor_ids=mentor_ids,
        places=places,
        matchable=len(np.unique(mentee)),
    )
    return weigh.assignment(mentee, mentor, score)


def ties(mentee_ids: Sequence[str], mentor_ids: Sequence[str], bits: int) -> Numbers:
    """Mentees by mentors, of their ids alone."""
    mixed = _mixed(_hashes("mentee", mentee_ids)[:, None], _hashes("mentor", mentor_ids)[None])
    return (mixed >> np.uint64(64 - bits)).astype(np.int64)


def tie_bits(most: int, highest: int = BEST) -> int:
    """As many as leave every sum exact in doubles, within bounds: the more, the fewer pairs of
    ids are told apart by nothing."""
    bits = MOST_TIE_BITS
    while bits > LEAST_TIE_BITS and (most + 1) * (highest + 1) * most << bits >= EXACT_IN_DOUBLES:
        bits -= 1
    return bits


def _hashes(role: str, ids: Iterable[str]) -> NDArray[np.uint64]:
    """Of ids only, and the same on every machine."""
    digests = [hashlib.blake2b(f"{role}:{each}".encode(), digest_size=8).digest() for each in ids]
    return np.frombuffer(b"".join(digests), dtype="<u8").astype(np.uint64)


def _mixed(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Two hashes as one in which every bit depends on all (the finisher of splitmix64)."""
    mixed = one ^ (other << np.uint64(1))
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))


def by_mentee(problem: Assignment, edges: Numbers) -> Numbers:
    """The edge of each mentee, from edges in any order."""
    chosen = np.full(problem.mentees, NOBODY)
    chosen[problem.mentee[edges]] = edges
    return chosen
