"""Proof that nothing better exists over all pairs, by code that never calls a solver.

Places get prices. A matching is best when prices exist under which every mentee has the place they
gain most from, nobody without one could afford any, and a place left free costs nothing. The
smallest such prices are longest paths from those who were left out. On a matching that could be
improved they never settle, or reach a free place, or cost somebody more than their match is worth.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .assignment import EXACT_IN_INTEGERS, NOBODY, Assignment, Numbers

Flags = NDArray[np.bool_]


class NotOptimal(AssertionError):
    """A better matching exists, or this is none: a defect of ours, never of the file."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What the whole gains from one more place (`least`) and loses with one fewer (`most`), by
    mentor. `most` of a mentor without places is UNPRICED."""

    least: Numbers
    most: Numbers

    @property
    def middle(self) -> Numbers:
        """Proves as much as any from the lowest to the highest; fewest pairs gain or tie here."""
        return self.least + (self.most - self.least) // 2


UNPRICED = EXACT_IN_INTEGERS


def prove(problem: Assignment, chosen: Numbers) -> Prices:
    """Raises NotOptimal."""
    matched = np.flatnonzero(chosen != NOBODY)
    edges = chosen[matched]
    if not np.array_equal(problem.mentee[edges], matched):
        raise NotOptimal("An edge was given to somebody else.")
    used = np.bincount(problem.mentor[edges], minlength=len(problem.places))
    has_room = used < problem.places
    if np.any(used > problem.places):
        raise NotOptimal("A mentor has more mentees than places.")
    moves = Moves(problem, chosen)
    return Prices(_least(moves, has_room=has_room), _most(moves, has_room=has_room))


def subsidies(problem: Assignment, chosen: Numbers, *, group: Numbers, least: Numbers) -> Numbers:
    """What each group's mentees must be worth more for the matching to be best by itself, where at
    least so many of each group were asked for: with these, `prove` proves it. Raises
    NotOptimal."""
    matched = np.flatnonzero(chosen != NOBODY)
    counts = np.bincount(group[matched], minlength=len(least))
    if np.any(counts < least):
        raise NotOptimal("A group has fewer matches than were asked for.")
    moves = Moves(problem, chosen)
    outside = moves.mentors + group  # who has nobody stands with their group
    home = np.where(moves.is_matched, moves.home, outside)
    rise = _Groups(np.append(moves.target, outside[matched]), moves.mentors + len(least))
    source = np.append(home[problem.mentee], home[matched])[rise.order]
    gain = np.append(moves.gain, -moves.value[matched])[rise.order]
    prices = np.zeros(moves.mentors + len(least), dtype=np.int64)
    for _ in range(len(prices) + 2):
        raised = np.maximum(prices, rise.highest(gain + prices[source]))
        if np.array_equal(raised, prices):
            break
        prices = raised
    else:
        raise NotOptimal("The subsidies do not settle.")
    found = prices[moves.mentors :]
    if np.any(found[counts > least]):
        raise NotOptimal("A group has more matches than were asked for, and others pay for them.")
    return found


class Moves:
    """What the whole gains, prices aside, if a mentee goes from the place they have to another.

    Who has none stands at one more mentor, the last, whose places are free and worth nothing.
    """

    def __init__(self, problem: Assignment, chosen: Numbers):
        self.mentors = len(problem.places)
        self.is_matched = chosen != NOBODY
        worth = problem.worth + problem.bonus
        self.home = np.where(self.is_matched, _at(problem.mentor, chosen), self.mentors)
        self.value = np.where(self.is_matched, _at(worth, chosen), 0)
        self.source, self.target = self.home[problem.mentee], problem.mentor
        self.gain = worth - self.value[problem.mentee]


def _least(moves: Moves, *, has_room: Flags) -> Numbers:
    rise = _Groups(moves.target, moves.mentors + 1)
    gain, source = moves.gain[rise.order], moves.source[rise.order]
    prices = np.zeros(moves.mentors + 1, dtype=np.int64)
    # No path without a ring is longer than there are mentors.
    for _ in range(moves.mentors + 2):
        raised = np.maximum(prices, rise.highest(gain + prices[source]))
        if np.any(raised[:-1][has_room]):
            raise NotOptimal("Somebody gains from a place that was left free.")
        if np.any(raised[moves.home] > moves.value):
            raise NotOptimal("Somebody gains from a place that another one holds.")
        if np.array_equal(raised, prices):
            return prices[:-1]
        prices = raised
    raise NotOptimal("The prices do not settle.")


def _most(moves: Moves, *, has_room: Flags) -> Numbers:
    fall = _Groups(moves.source, moves.mentors + 1)
    gain, target = moves.gain[fall.order], moves.target[fall.order]
    prices = np.full(moves.mentors + 1, UNPRICED)
    np.minimum.at(prices, moves.home, moves.value)
    prices[:-1][has_room] = 0
    for _ in range(moves.mentors + 2):
        lowered = np.minimum(prices, -fall.highest(gain - prices[target]))
        if np.array_equal(lowered, prices):
            return prices[:-1]
        prices = lowered
    raise NotOptimal("The highest prices do not settle.")


class _Groups:
    """The highest of some numbers in each group, the numbers put in `order`."""

    def __init__(self, group: Numbers, groups: int):
        self.order = np.argsort(group, kind="stable")
        present, self.starts = np.unique(group[self.order], return_index=True)
        self.present, self.groups = present, groups

    def highest(self, numbers: Numbers) -> Numbers:
        found = np.full(self.groups, -UNPRICED)
        if len(self.present):
            found[self.present] = np.maximum.reduceat(numbers, self.starts)
        return found


def _at(numbers: Numbers, places: Numbers) -> Numbers:
    """Any number stands in for NOBODY, and there may be none at all."""
    return np.append(numbers, 0)[places]
