"""Few pairs are looked at, and the matching is the best of all: nothing shows which were few."""

import random
from dataclasses import replace

import numpy as np
import pytest

from bench.matching_instances import make_instance
from mentorship.core import candidates as likely
from mentorship.core import optimum as looking
from mentorship.core import possible_pairs as packing
from mentorship.core.assignment import NOBODY, OutOfRange, weighing
from mentorship.core.certificate import prove
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import solve
from mentorship.core.optimum import exact_prices, optimum
from mentorship.core.possible_pairs import Block, PossiblePairs, possible_pairs
from mentorship.core.scoring import Scoreboard
from tests.mentorship.core.drawn import draw_easy_instance


def drawn_pairs(seed, *, mentees=60, mentors=20, scores=(0, 1, 2, 50_000, 100_000)):
    """Half of all pairs, with few scores, so that ties abound."""
    draw = np.random.default_rng(seed)
    blocks = []
    for first in range(0, mentees, 16):
        count = min(16, mentees - first)
        may = draw.random((count, mentors)) < 0.5
        packed = draw.choice(scores, (count, mentors)) << 5 | np.arange(mentors)
        blocks.append(Block(first, may.sum(axis=1), packed[may].astype(np.uint32), 5))
    pairs = PossiblePairs(tuple(blocks), workers=1)
    weigh = weighing(
        mentee_ids=[f"e{each}" for each in range(mentees)],
        mentor_ids=[f"r{each}" for each in range(mentors)],
        places=draw.integers(0, 4, mentors),
        matchable=int(sum((block.counts > 0).sum() for block in blocks)),
    )
    return pairs, weigh


def narrow(monkeypatch, *, width, nearly=looking.NEARLY):
    monkeypatch.setattr(looking, "ALL_AT_ONCE", 0)
    monkeypatch.setattr(looking, "NEARLY", nearly)
    monkeypatch.setattr(likely, "OF_A_MENTEE", width)
    monkeypatch.setattr(likely, "OF_A_PLACE", 1)


@pytest.mark.parametrize(
    ("width", "bits", "nearly"), [(1, 16, 0), (1, 16, 3_000), (3, 16, 0), (1, 1, 0)]
)
@pytest.mark.parametrize("seed", range(30))
def test_few_pairs_have_the_matching_and_the_prices_of_all(seed, width, bits, nearly, monkeypatch):
    """With a tie-break that hardly tells pairs apart, too."""
    pairs, weigh = drawn_pairs(seed)
    weigh = replace(weigh, bits=bits)
    all_pairs = optimum(pairs, weigh)
    narrow(monkeypatch, width=width, nearly=nearly)
    few = exact_prices(pairs, weigh, optimum(pairs, weigh))
    assert len(few.edges.mentee) < len(pairs)
    assert few.mentors.tolist() == all_pairs.mentors.tolist()
    assert few.prices.least.tolist() == all_pairs.prices.least.tolist()
    assert few.prices.most.tolist() == all_pairs.prices.most.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_what_was_found_among_few_is_proven_over_all(seed, monkeypatch):
    """By the certificate, given every pair."""
    pairs, weigh = drawn_pairs(seed, mentees=200, mentors=30, scores=range(100_001))
    narrow(monkeypatch, width=2)
    found = optimum(pairs, weigh)
    edges = pairs.edges()
    problem = weigh.assignment(edges.mentee, edges.mentor, edges.score)
    number = {
        pair: at for at, pair in enumerate(zip(edges.mentee.tolist(), edges.mentor, strict=True))
    }
    chosen = [
        NOBODY if mentor == NOBODY else number[mentee, mentor]
        for mentee, mentor in enumerate(found.mentors.tolist())
    ]
    prove(problem, np.array(chosen))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_programme_has_one_result_however_it_is_worked_out(workers, monkeypatch):
    """Whatever was looked at first, and on as many processors as there are."""
    instance = instance_of(make_instance(300, 80))
    first = solve(instance)
    narrow(monkeypatch, width=2)
    monkeypatch.setattr(packing, "MENTEES_A_BLOCK", 37)
    again = solve(instance, workers=workers)
    seconds = again.summary.seconds
    assert again == replace(first, summary=replace(first.summary, seconds=seconds))


def test_pairs_too_wide_for_four_bytes_take_eight(monkeypatch):
    board = Scoreboard(draw_easy_instance(random.Random(1), mentees=3, mentors=4))
    four = possible_pairs(board, workers=1).edges()
    monkeypatch.setattr(packing, "SCORE_BITS", 30)
    [block] = possible_pairs(board, workers=1).blocks
    assert block.packed.dtype == np.uint64
    eight = block.edges()
    assert eight.mentor.tolist() == four.mentor.tolist()
    assert eight.score.tolist() == four.score.tolist()


def test_more_pairs_than_memory_holds_are_refused(monkeypatch):
    monkeypatch.setattr(packing, "MOST_PAIRS", 5)
    board = Scoreboard(draw_easy_instance(random.Random(1), mentees=9, mentors=4))
    with pytest.raises(OutOfRange, match="More than 5 pairs are possible"):
        possible_pairs(board, workers=1)
