"""What would have been enough, exact: read off the prices, and true when the run is repeated."""

import numpy as np

from .assignment import NOBODY, Assignment, Numbers
from .certificate import UNPRICED, Moves, Prices


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
