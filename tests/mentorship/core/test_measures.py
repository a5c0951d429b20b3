"""Numbers about a whole matching."""

import random

import numpy as np
import pytest

from mentorship.core.assignment import NOBODY
from mentorship.core.measures import blocking_pairs, gini, percentile_5
from tests.mentorship.core import reference


def test_one_pair_in_twenty_may_be_below_the_fifth_percentile():
    assert percentile_5(range(100, 120)) == 100
    assert percentile_5(range(100, 121)) == 101
    assert percentile_5([7]) == 7
    assert percentile_5([]) is None


def test_gini_is_0_when_all_are_equal_and_grows_with_the_gap():
    assert gini([5, 5, 5]) == 0.0
    assert gini([0, 0, 9]) == pytest.approx(2 / 3, abs=1e-6)
    assert gini([0, 0]) == 0.0
    assert gini([]) is None
    draw = random.Random(1)
    scores = [draw.randint(0, 100_000) for _ in range(40)]
    assert gini(scores) == pytest.approx(reference.gini(scores), abs=1e-6)


@pytest.mark.parametrize("seed", range(30))
def test_blocking_pairs_are_two_who_would_both_rather(seed):
    draw = random.Random(seed)
    places = [draw.randint(0, 2) for _ in range(4)]
    edges = {(i, j): draw.randint(0, 4) for i in range(6) for j in range(4) if draw.random() < 0.6}
    rows = sorted(edges)
    chosen, left = [NOBODY] * 6, list(places)
    for number, (mentee, mentor) in draw.sample(list(enumerate(rows)), len(rows)):
        if chosen[mentee] == NOBODY and left[mentor] and draw.random() < 0.7:
            chosen[mentee], left[mentor] = number, left[mentor] - 1
    mentor_of = {mentee: rows[edge][1] for mentee, edge in enumerate(chosen) if edge != NOBODY}
    expected = 0
    for (mentee, mentor), score in edges.items():
        own = edges[mentee, mentor_of[mentee]] if mentee in mentor_of else -1
        there = [edges[each, mentor] for each in mentor_of if mentor_of[each] == mentor]
        accepts = places[mentor] > 0 and (left[mentor] > 0 or score > min(there))
        expected += score > own and accepts
    found = blocking_pairs(
        mentee=np.array([each for each, _ in rows], dtype=np.int64),
        mentor=np.array([each for _, each in rows], dtype=np.int64),
        score=np.array([edges[each] for each in rows], dtype=np.int64),
        chosen=np.array(chosen),
        places=np.array(places),
    )
    assert found == expected
