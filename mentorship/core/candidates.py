"""The few pairs most likely to be matched. Only a start: what is missing is found by its price."""

import numpy as np

from .formula import BEST
from .possible_pairs import Block, PossiblePairs, joined, some
from .processes import in_processes
from .scoring import Edges, Numbers

OF_A_MENTEE = 8
OF_A_PLACE = 8  # a popular mentor's list is short of people who have few others
STEP = 1024  # points; lists of mentors are cut between them
STEPS = BEST // STEP + 1


def candidates(pairs: PossiblePairs, places: Numbers) -> Edges:
    """The best pairs of each mentee, and the best of each mentor for every place."""
    wanted = OF_A_PLACE * np.maximum(places, 1)
    counts = _counts(pairs, len(places))[:, ::-1].cumsum(axis=1)
    least = STEP * (STEPS - 1 - np.argmax(counts >= wanted[:, None], axis=1))
    least[counts[:, -1] < wanted] = 0

    def likely(block: Block) -> Edges:
        edges = block.edges()
        is_likely = edges.score >= least[edges.mentor]
        end = 0
        for count in block.counts.tolist():
            begin, end = end, end + count
            if count > OF_A_MENTEE:
                own = block.packed[begin:end]
                is_likely[begin:end] |= own >= np.partition(own, -OF_A_MENTEE)[-OF_A_MENTEE]
            else:
                is_likely[begin:end] = True
        return some(edges, is_likely)

    return joined(list(pairs.each(likely)))


def _counts(pairs: PossiblePairs, mentors: int) -> Numbers:
    """Pairs by mentor and score."""

    def part(number: int) -> Numbers:
        counts = np.zeros(mentors * STEPS, dtype=np.int64)
        for block in pairs.blocks[number :: pairs.workers]:
            edges = block.edges()
            np.add.at(counts, edges.mentor * STEPS + edges.score // STEP, 1)
        return counts

    parts = in_processes(part, pairs.workers, workers=pairs.workers)
    return sum(parts, start=np.zeros(mentors * STEPS, dtype=np.int64)).reshape(mentors, STEPS)
