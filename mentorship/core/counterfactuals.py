"""What would have been enough, exact: read off the prices, and true when the run is repeated."""

import numpy as np

from .assignment import AS_SCORED, NOBODY, Assignment, Numbers, Weighing
from .certificate import UNPRICED, Moves, Prices
from .formula import BEST
from .possible_pairs import Block, PossiblePairs, some


def newcomers(problem: Assignment, chosen: Numbers, prices: Prices) -> Numbers:
    """For each mentor the mentee without a place who would get one, there or after others moved,
    if that mentor had one place more. NOBODY when nobody would, or others would only move."""
    moves = Moves(problem, chosen)
    least = np.append(prices.least, 0)
    pays = (least[moves.target] > 0) & (least[moves.target] == moves.gain + least[moves.source])
    comes = np.full(moves.mentors + 1, NOBODY)
    from_outside = pays & (moves.source == moves.mentors)
    comes[moves.target[from_outside]] = problem.mentee[from_outside]
    source, target = moves.source[pays], moves.target[pays]
    while True:
        follow = (comes[target] == NOBODY) & (comes[source] != NOBODY)
        if not np.any(follow):
            return comes[:-1]
        comes[target[follow]] = comes[source[follow]]


def points_short(problem: Assignment, prices: Prices) -> Numbers:
    """For each edge of an unmatched mentee the points of score, at least 1, that would have won
    that place; one fewer would not. NOBODY where there is no place to win."""
    price = prices.most[problem.mentor]
    lacking = price - problem.worth - problem.bonus
    return np.where(price == UNPRICED, NOBODY, lacking // problem.scale + 1)


def points_of_score(points: Numbers, score: Numbers, weighing: Weighing) -> Numbers:
    """The fewest points of score that are worth so many where scores are weighed otherwise; more
    than a whole score where none are."""
    if weighing.values is AS_SCORED:
        return points
    risen = np.searchsorted(weighing.values, weighing.value(score) + points)
    return np.where(points > 0, risen - score, points)


def nearest(
    pairs: PossiblePairs, weighing: Weighing, prices: Prices, chosen: Numbers
) -> dict[int, tuple[int, int]]:
    """For each mentee who has nobody, the mentor they are the fewest points short at, and how
    many. Who would need more than a whole score is not among them."""

    def of(block: Block) -> list[tuple[int, int, int]]:
        edges = block.edges()
        edges = some(edges, chosen[edges.mentee] == NOBODY)
        problem = weighing.assignment(edges.mentee, edges.mentor, edges.score)
        points = points_of_score(points_short(problem, prices), edges.score, weighing)
        [reached] = np.nonzero((points > 0) & (points + edges.score <= BEST))
        edges, points = some(edges, reached), points[reached]
        order = np.lexsort((edges.mentor, edges.score, points, edges.mentee))
        mentees, first = np.unique(edges.mentee[order], return_index=True)
        best = order[first]
        return list(
            zip(mentees.tolist(), edges.mentor[best].tolist(), points[best].tolist(), strict=True)
        )

    return {
        mentee: (mentor, points) for found in pairs.each(of) for mentee, mentor, points in found
    }
