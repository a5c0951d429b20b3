"""Mentors select: of the pairs they ranked, those after which no two would rather have each other.

Mentees ask in the order of their choices, a mentor keeps the best who have asked so far by their
own list (Gale and Shapley 1962, with places as for colleges). Of all stable outcomes it is the best
for every mentee, and a mentee gains nothing by telling other choices than the true ones. Where a
mentee chose none of two, or both alike, the higher score decides.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from .possible_pairs import PossiblePairs
from .scoring import Edges, Flags, Numbers, Scoreboard

NO_CHOICE = 1_000  # after every rank

Wishes = Mapping[int, Sequence[int]]  # mentee → mentors, the dearest first
Orders = Mapping[int, Mapping[int, int]]  # mentor → mentee → place in their order, from 0


class NotStable(AssertionError):
    """Two people would rather have each other: a defect."""


def selected(
    board: Scoreboard, pairs: PossiblePairs, places: Sequence[int]
) -> set[tuple[int, int]]:
    """Numbers of mentee and mentor."""
    edges = ranked_edges(board, pairs)
    wishes, orders = wishes_of(board, edges), orders_of(board, edges)
    found = asked_in_turn(wishes, orders, places)
    refuse_unstable(found, wishes, orders, places)
    return set(found.items())


def ranked_edges(board: Scoreboard, pairs: PossiblePairs) -> Edges:
    """Possible pairs in which the mentor ranked the mentee."""
    keys = [
        board.mentee_at[mentee] << 32 | board.mentor_at[mentor]
        for mentee, mentor in board.instance.mentor_preferences
    ]
    ranked = np.array(sorted(keys), dtype=np.int64)
    return pairs.where(lambda block: np.isin(block.keys, ranked))


def wishes_of(board: Scoreboard, edges: Edges) -> dict[int, list[int]]:
    chosen = board.instance.mentee_preferences
    mentees, mentors = board.mentees, board.mentors

    def dearness(mentee: int, mentor: int, score: int) -> tuple[int, int, int]:
        rank = chosen.get((mentees[mentee].id, mentors[mentor].id), NO_CHOICE)
        return rank, -score, mentor

    return _in_order(edges.mentee, edges.mentor, edges.score, dearness)


def who_ranked(board: Scoreboard, mentee: str) -> Flags:
    """By mentor."""
    ranks = board.instance.mentor_preferences
    return np.array([(mentee, mentor.id) in ranks for mentor in board.mentors], dtype=bool)


def orders_of(board: Scoreboard, edges: Edges) -> dict[int, dict[int, int]]:
    ranks = board.instance.mentor_preferences
    mentees, mentors = board.mentees, board.mentors

    def dearness(mentor: int, mentee: int, score: int) -> tuple[int, int, int]:
        return ranks[mentees[mentee].id, mentors[mentor].id], -score, mentee

    found = _in_order(edges.mentor, edges.mentee, edges.score, dearness)
    return {
        mentor: {mentee: place for place, mentee in enumerate(order)}
        for mentor, order in found.items()
    }


def asked_in_turn(wishes: Wishes, orders: Orders, places: Sequence[int]) -> dict[int, int]:
    """Mentee → mentor. Who asks whom first changes nothing."""
    kept: dict[int, list[int]] = {mentor: [] for mentor in orders}
    asks = dict.fromkeys(wishes, 0)
    waiting = list(wishes)
    while waiting:
        mentee = waiting.pop()
        if asks[mentee] == len(wishes[mentee]):
            continue
        mentor = wishes[mentee][asks[mentee]]
        asks[mentee] += 1
        kept[mentor].append(mentee)
        if len(kept[mentor]) > max(0, places[mentor]):
            last = max(kept[mentor], key=orders[mentor].__getitem__)
            kept[mentor].remove(last)
            waiting.append(last)
    return {mentee: mentor for mentor, mentees in kept.items() for mentee in mentees}


def refuse_unstable(
    found: Mapping[int, int], wishes: Wishes, orders: Orders, places: Sequence[int]
) -> None:
    """Asks every pair, and knows nothing of how they were found. Raises NotStable."""
    has: dict[int, list[int]] = {mentor: [] for mentor in orders}
    for mentee, mentor in found.items():
        has[mentor].append(orders[mentor][mentee])
    if any(len(taken) > max(0, places[mentor]) for mentor, taken in has.items()):
        raise NotStable
    for mentee, mentors in wishes.items():
        for mentor in mentors:
            if found.get(mentee) == mentor:
                break
            place = orders[mentor][mentee]
            has_room = len(has[mentor]) < places[mentor]
            if has_room or any(place < other for other in has[mentor]):
                raise NotStable


def _in_order(
    mine: Numbers,
    theirs: Numbers,
    scores: Numbers,
    dearness: Callable[[int, int, int], tuple[int, int, int]],
) -> dict[int, list[int]]:
    found: dict[int, list[tuple[tuple[int, int, int], int]]] = {}
    for me, other, score in zip(mine.tolist(), theirs.tolist(), scores.tolist(), strict=True):
        found.setdefault(me, []).append((dearness(me, other, score), other))
    return {me: [other for _, other in sorted(said)] for me, said in found.items()}
