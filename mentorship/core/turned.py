"""A programme with its dials turned, beside what it is with each of them alone and with none."""

from collections.abc import Iterator

import numpy as np

from .assignment import NOBODY, NONE, Numbers, Weighing, weighing
from .dials import dialled, values_of
from .instance import Dials, scalar_key
from .measures import gini, percentile_5, standing
from .optimum import Optimum
from .possible_pairs import Block, PossiblePairs
from .result import DialCost
from .scoring import Scoreboard
from .selected import selected


def weighed_by(
    board: Scoreboard, pairs: PossiblePairs, dials: Dials, *, places: Numbers | None = None
) -> Weighing:
    """`places` are those of the board, unless others are given. Raises OutOfRange."""
    tiers = np.full(len(board.mentees), len(dials.tiers))
    for number, tier in enumerate(dials.tiers):
        tiers[[board.mentee_at[mentee] for mentee in tier]] = number
    kept = [
        board.mentee_at[mentee] * len(board.mentors) + board.mentor_at[mentor]
        for mentee, mentor in board.instance.published
    ]
    return weighing(
        mentee_ids=[each.id for each in board.mentees],
        mentor_ids=[each.id for each in board.mentors],
        places=board.places if places is None else places,
        matchable=sum(int(np.count_nonzero(block.counts)) for block in pairs.blocks),
        values=values_of(dials.aim, dials.power),
        tiers=tiers if dials.tiers else NONE,
        kept=np.array(kept, dtype=np.int64) if dials.keep else NONE,
        keep=dials.keep,
    )


def turned(
    board: Scoreboard, pairs: PossiblePairs, dials: Dials, *, places: Numbers | None = None
) -> Optimum:
    """`places` are those of the board, unless others are given. Where mentors select, what they
    selected is all there is to match. Raises OutOfRange, QuotaOutOfReach."""
    if board.instance.config.mentors_select:
        free = board.places if places is None else places
        pairs, dials = pairs.among(selected(board, pairs, free.tolist())), Dials()
    number = {scalar_key(quota.group): at for at, quota in enumerate(dials.quotas)}
    group = np.array(
        [number.get(scalar_key(mentee.group), len(number)) for mentee in board.mentees],
        dtype=np.int64,
    )
    asked = np.array([*(quota.least for quota in dials.quotas), 0], dtype=np.int64)
    locked = np.bincount(group[list(board.locked)], minlength=len(asked))
    return dialled(
        pairs,
        weighed_by(board, pairs, dials, places=places),
        dials,
        group=group,
        least=np.maximum(0, asked - locked),
    )


def costs(
    board: Scoreboard, pairs: PossiblePairs, plain: Optimum, together: Optimum
) -> Iterator[DialCost]:
    dials = board.instance.config.dials
    yield _cost("none", pairs, plain, plain.mentors)
    for name in dials.turned:
        alone = together if len(dials.turned) == 1 else turned(board, pairs, dials.only(name))
        yield _cost(name, pairs, alone, plain.mentors)
    yield _cost("all", pairs, together, plain.mentors)


def _cost(dial: str, pairs: PossiblePairs, found: Optimum, plain: Numbers) -> DialCost:
    mentors = found.mentors
    chosen = found.chosen[found.chosen != NOBODY]
    scores = found.edges.score[chosen].tolist()
    return DialCost(
        dial=dial,
        matched=len(scores),
        total=sum(scores),
        worst=min(scores, default=None),
        p05=percentile_5(scores),
        gini=gini(scores),
        blocking_pairs=blocking(pairs, found),
        changed=int(np.count_nonzero((mentors != plain) & (mentors != NOBODY))),
    )


def blocking(pairs: PossiblePairs, found: Optimum) -> int:
    has, lowest = standing(
        mentor=found.edges.mentor,
        score=found.edges.score,
        chosen=found.chosen,
        places=found.problem.places,
    )

    def of(block: Block) -> int:
        wants, is_wanted = block.scores > block.by_pair(has), block.scores > lowest[block.mentors]
        return int(np.count_nonzero(wants & is_wanted))

    return sum(pairs.each(of))
