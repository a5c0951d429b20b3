"""What pairs that were not looked at would gain at the prices of those that were."""

import numpy as np

from .assignment import NOBODY, Assignment, Numbers, Weighing
from .possible_pairs import Block, PossiblePairs, some
from .scoring import Edges, Flags


def gaining(
    pairs: PossiblePairs,
    weighing: Weighing,
    problem: Assignment,
    chosen: Numbers,
    prices: Numbers,
    *,
    short: int = 0,
) -> tuple[Edges, Numbers]:
    """Pairs that would lose less than `short` points at these prices, or nothing, and what they
    would gain. When none gains, and `prove` has found the prices, there is no better matching of
    all the pairs."""
    lost = short * weighing.scale
    own = kept(problem, chosen, prices) - lost
    # Rounded down, these never hide a pair that gains, and they spare nearly all the weighing.
    price, bar = prices // weighing.scale, (own - weighing.bonus) // weighing.scale
    bar -= weighing.ahead + weighing.keep

    def may_gain(block: Block) -> Flags:
        return weighing.value(block.scores) >= price[block.mentors] + block.by_pair(bar)

    edges = pairs.where(may_gain)
    worth = weighing.worth(edges.mentee, edges.mentor, edges.score) + weighing.bonus
    gain = worth - prices[edges.mentor] - own[edges.mentee] - lost
    return some(edges, gain >= -lost), gain[gain >= -lost]


def kept(problem: Assignment, chosen: Numbers, prices: Numbers) -> Numbers:
    """What is left to each mentee of what their pair is worth, when its place is paid for."""
    has = chosen != NOBODY
    edges = chosen[has]
    own = np.zeros(problem.mentees, dtype=np.int64)
    own[has] = problem.worth[edges] + problem.bonus - prices[problem.mentor[edges]]
    return own
