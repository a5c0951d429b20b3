"""The best matching of all possible pairs, found among few of them.

Only pairs likely to be matched go through the solver. Its prices then tell what every other pair
would gain; those that gain join, and it is solved again. When no pair gains, these prices prove
that no matching of all pairs is better.
"""

from dataclasses import dataclass, replace

import numpy as np

from . import solver
from .assignment import NOBODY, Assignment, Numbers, Weighing
from .candidates import candidates
from .certificate import Prices, prove
from .possible_pairs import PossiblePairs, joined, some
from .price_out import gaining
from .scoring import Edges
from .tied import settled

ALL_AT_ONCE = 200_000  # pairs that are no work to solve
NEARLY = 3_000  # points short of a gain: at the next prices, some of these gain


@dataclass(frozen=True, slots=True)
class Optimum:
    """`edges` are the pairs that were looked at, `chosen` the numbers of those that were matched,
    or NOBODY, by mentee. `prices` prove that no pair would gain; only those of `exact_prices` are
    the lowest and the highest that do."""

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
        found = _solved(pairs.edges(), weighing)
        return _settled(found, found.prices.middle, weighing)
    found = _solved(candidates(pairs, weighing.places), weighing)
    while True:
        near, gain = _gaining(pairs, weighing, found, found.prices.middle, short=NEARLY)
        if not np.any(gain > 0):
            even = some(near, gain == 0)
            return _settled(_with_ties(found, even, weighing), found.prices.middle, weighing)
        found = _solved(_with(found.edges, near, weighing), weighing)


def exact_prices(pairs: PossiblePairs, weighing: Weighing, found: Optimum) -> Optimum:
    """The same matching with the lowest and highest prices of all pairs, which few of them decide,
    and with every pair that ties at the lowest."""
    found = replace(found, prices=prove(found.problem, found.chosen))
    while len(found.edges.mentee) < len(pairs):
        at_least, _ = _gaining(pairs, weighing, found, found.prices.least)
        at_most, gain = _gaining(pairs, weighing, found, found.prices.most)
        edges = _with(found.edges, joined([at_least, some(at_most, gain > 0)]), weighing)
        if len(edges.mentee) == len(found.edges.mentee):
            break
        found = _proven(edges, found.mentors, weighing)
    return found


def _solved(edges: Edges, weighing: Weighing) -> Optimum:
    problem = weighing.assignment(edges.mentee, edges.mentor, edges.score)
    chosen = solver.best(problem)
    return Optimum(edges, problem, chosen, prove(problem, chosen))


def _proven(edges: Edges, mentors: Numbers, weighing: Weighing) -> Optimum:
    problem = weighing.assignment(edges.mentee, edges.mentor, edges.score)
    chosen = _numbers(edges, mentors, weighing)
    return Optimum(edges, problem, chosen, prove(problem, chosen))


def _with_ties(found: Optimum, even: Edges, weighing: Weighing) -> Optimum:
    """Proven by the prices it has: none of these pairs gains at them."""
    edges = _with(found.edges, even, weighing)
    problem = weighing.assignment(edges.mentee, edges.mentor, edges.score)
    return Optimum(edges, problem, _numbers(edges, found.mentors, weighing), found.prices)


def _settled(found: Optimum, prices: Numbers, weighing: Weighing) -> Optimum:
    chosen = settled(found.problem, found.chosen, prices, weighing.hashes)
    if np.array_equal(chosen, found.chosen):
        return found
    return replace(found, chosen=chosen, prices=prove(found.problem, chosen))


def _gaining(
    pairs: PossiblePairs, weighing: Weighing, found: Optimum, prices: Numbers, *, short: int = 0
) -> tuple[Edges, Numbers]:
    return gaining(pairs, weighing, found.problem, found.chosen, prices, short=short)


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
