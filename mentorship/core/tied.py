"""Of matchings that are equally good the one that ids alone decide on.

The tie-break inside the weights has few bits where there are many people, so that whole matchings
may still weigh the same. All of them are made of pairs that lose nothing at the prices of the best,
and turn into one another where people change places in a ring. What lies on no ring is settled; the
rest is matched again by other hashes of the same ids, until there is nothing left to choose.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from . import solver
from .assignment import EXACT_IN_DOUBLES, NOBODY, Assignment, Numbers
from .certificate import Flags, prove
from .price_out import kept

ROUNDS = 8  # whoever is alike in all of them is alike in 64 bits of their id
MOST_BITS = 32

Hashes = Callable[[Numbers, Numbers, int], Numbers]


def settled(
    problem: Assignment, chosen: Numbers, prices: Numbers, hashes: Hashes, *, number: int = 1
) -> Numbers:
    """As good as `chosen`, which `prices` prove to be best. `problem` has all pairs that lose
    nothing at them. `hashes` have 32 bits, and are others for every number."""
    own = kept(problem, chosen, prices)
    moving, on_ring = _on_ring(problem, chosen, prices, own)
    if not len(on_ring) or number > ROUNDS:
        return chosen
    staying = chosen[~moving & (chosen != NOBODY)]
    rest = problem.places - np.bincount(problem.mentor[staying], minlength=len(problem.places))
    mentee, mentor = problem.mentee[on_ring], problem.mentor[on_ring]
    # Who gains from a place has one, and a place with a price is taken, in all that are as good.
    needed = (own > 0)[mentee].astype(np.int64) + (prices > 0)[mentor]
    people = int(moving.sum())
    bits = min(MOST_BITS, EXACT_IN_DOUBLES.bit_length() - 4 - 2 * people.bit_length())
    hashed = hashes(mentee, mentor, number) >> (MOST_BITS - bits)
    worth = needed * (people << bits) + hashed
    again = replace(
        problem,
        places=rest,
        mentee=mentee,
        mentor=mentor,
        worth=worth,
        bonus=people * (int(worth.max()) + 1),
    )
    found = solver.best(again)
    found = settled(again, found, prove(again, found).middle, hashes, number=number + 1)
    return np.where(moving, np.where(found == NOBODY, NOBODY, on_ring[found]), chosen)


def _on_ring(
    problem: Assignment, chosen: Numbers, prices: Numbers, own: Numbers
) -> tuple[Flags, Numbers]:
    """Mentees who could change places with others, or with nobody, and nothing be lost; and the
    edges they have in any of the best matchings."""
    mentors = len(problem.places)
    nobody, free = mentors, mentors + 1  # where people are who have no place, and places nobody has
    has = chosen != NOBODY
    home = np.full(problem.mentees, nobody)
    home[has] = problem.mentor[chosen[has]]
    is_chosen = np.zeros(len(problem.worth), dtype=bool)
    is_chosen[chosen[has]] = True
    gain = problem.worth + problem.bonus - prices[problem.mentor] - own[problem.mentee]
    [even] = np.nonzero((gain == 0) & ~is_chosen)
    [leaving] = np.nonzero(has & (own == 0))
    used = np.bincount(home, minlength=mentors + 1)[:-1]
    [has_room] = np.nonzero(used < problem.places)
    [may_be_left] = np.nonzero((used > 0) & (prices == 0))
    source, target = home[problem.mentee[even]], problem.mentor[even]
    steps = (
        np.concatenate([source, home[leaving], has_room, np.full(len(may_be_left), free)]),
        np.concatenate(
            [target, np.full(len(leaving), nobody), np.full(len(has_room), free), may_be_left]
        ),
    )
    graph = coo_array((np.ones(len(steps[0]), dtype=np.int8), steps), shape=(mentors + 2,) * 2)
    _, ring = connected_components(graph, connection="strong")
    even = even[ring[source] == ring[target]]
    moving = np.zeros(problem.mentees, dtype=bool)
    moving[problem.mentee[even]] = True
    moving[leaving[ring[home[leaving]] == ring[nobody]]] = True
    return moving, np.sort(np.append(even, chosen[moving & has]))
