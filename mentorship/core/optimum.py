"""The best matching of all possible pairs, found among few of them.

Only pairs likely to be matched go through the solver. Its prices then tell what every other pair
would gain; those that gain join, and it is solved again. When no pair gains, these prices prove
that no matching of all pairs is better.
"""

from dataclasses import dataclass

import numpy as np

from . import solver
from .assignment import NOBODY, Assignment, Numbers, Weighing
from .candidates import candidates
from .certificate import Prices, prove
from .possible_pairs import PossiblePairs, joined, some
from .price_out import gaining
from .scoring import Edges

ALL_AT_ONCE = 200_000  # pairs that are no work to solve


@dataclass(frozen=True, slots=True)
class Optimum:
    """`edges` are the pairs that were looked at, `chosen` the numbers of those that were matched,
    or NOBODY, by mentee."""

    edges: Edges
    problem: Assignment
    chosen: Numbers
    prices: Prices

    @property
    def mentors(self) -> Numbers:
        """Of each mentee, or NOBODY."""
        return np.where(self.chosen == NOBODY, NOBODY, np.append(self.edges.mentor, 0)[self.chosen])


def optimum(pairs: PossiblePairs, weighing: Weighing) -> Optimum:
    """Raises OutOfRange; NotOptimal when the proof fails, which is a defect."""
    if len(pairs) <= ALL_AT_ONCE:
        return _solved(pairs.edges(), weighing)
    found = _solved(candidates(pairs, weighing.places), weighing)
    while True:
        # Any prices from the lowest to the highest prove as much; fewest pairs gain in the middle.
        least, most = found.prices.least, found.prices.most
        middle = least + (most - least) // 2
        more = gaining(pairs, weighing, found.problem, found.chosen, middle)
        if not len(more.mentee):
            return found
        found = _solved(_with(found.edges, more, weighing), weighing)


def exact_prices(pairs: PossiblePairs, weighing: Weighing, found: Optimum) -> Optimum:
    """The same matching with the lowest and highest prices of all pairs, which few of them decide,
    and with every pair that ties at the lowest."""
    if len(found.edges.mentee) == len(pairs):
        return found
    while True:
        least, most = found.prices.least, found.prices.most
        parts = [
            gaining(pairs, weighing, found.problem, found.chosen, least, or_tie=True),
            gaining(pairs, weighing, found.problem, found.chosen, most),
        ]
        edges = _with(found.edges, joined(parts), weighing)
        if len(edges.mentee) == len(found.edges.mentee):
            return found
        problem = weighing.assignment(edges.mentee, edges.mentor, edges.score)
        chosen = _numbers(edges, found.mentors, weighing)
        found = Optimum(edges, problem, chosen, prove(problem, chosen))


def _solved(edges: Edges, weighing: Weighing) -> Optimum:
    problem = weighing.assignment(edges.mentee, edges.mentor, edges.score)
    chosen = solver.best(problem)
    return Optimum(edges, problem, chosen, prove(problem, chosen))


def _with(edges: Edges, more: Edges, weighing: Weighing) -> Edges:
    """Each once, by mentee and mentor."""
    both = joined([edges, more])
    _, first = np.unique(_keys(both.mentee, both.mentor, weighing), return_index=True)
    return some(both, first)


def _numbers(edges: Edges, mentors: Numbers, weighing: Weighing) -> Numbers:
    """The edge of each mentee with a mentor."""
    [has] = np.nonzero(mentors != NOBODY)
    numbers = np.full(len(mentors), NOBODY)
    keys = _keys(edges.mentee, edges.mentor, weighing)
    numbers[has] = np.searchsorted(keys, _keys(has, mentors[has], weighing))
    return numbers


def _keys(mentee: Numbers, mentor: Numbers, weighing: Weighing) -> Numbers:
    return mentee * len(weighing.places) + mentor
