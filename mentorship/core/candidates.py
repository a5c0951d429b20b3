"""The few pairs most likely to be matched. Only a start: what is missing is found by its price."""

import numpy as np

from .formula import BEST
from .possible_pairs import Block, PossiblePairs
from .processes import in_processes
from .scoring import Edges, Flags, Numbers

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

    def likely(block: Block) -> Flags:
        is_likely = block.scores >= least[block.mentors]
        end = 0
        for count in block.counts.tolist():
            begin, end = end, end + count
            if count > OF_A_MENTEE:
                own = block.packed[begin:end]
                is_likely[begin:end] |= own >= np.partition(own, -OF_A_MENTEE)[-OF_A_MENTEE]
            else:
                is_likely[begin:end] = True
        return is_likely

    return pairs.where(likely)


def _counts(pairs: PossiblePairs, mentors: int) -> Numbers:
    """Pairs by mentor and score."""

    def part(number: int) -> Numbers:
        counts = np.zeros(mentors * STEPS, dtype=np.int64)
        for block in pairs.blocks[number :: pairs.workers]:
            mentor, score = block.mentors.astype(np.int64), block.scores.astype(np.int64)
            np.add.at(counts, mentor * STEPS + score // STEP, 1)
        return counts

    parts = in_processes(part, pairs.workers, workers=pairs.workers)
    return sum(parts, start=np.zeros(mentors * STEPS, dtype=np.int64)).reshape(mentors, STEPS)
