"""The best assignment, found by two engines, by trying all, and proven without any of them."""

import importlib
import random
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from mentorship.core import assignment as weighing
from mentorship.core import flow, place_matrix, solver
from mentorship.core.assignment import NOBODY, OutOfRange, assignment, tie_bits
from mentorship.core.certificate import UNPRICED, Moves, NotOptimal, _most, prove
from mentorship.core.counterfactuals import newcomers, points_short
from mentorship.core.solver import best
from tests.mentorship.core import reference


def made(places, edges, *, mentees, prefix=""):
    """`edges` is {(mentee, mentor): score}."""
    rows = sorted((*pair, score) for pair, score in edges.items())
    mentee, mentor, score = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return assignment(
        mentee_ids=[f"{prefix}e{each}" for each in range(mentees)],
        mentor_ids=[f"{prefix}r{each}" for each in range(len(places))],
        places=np.array(places, dtype=np.int64),
        mentee=mentee,
        mentor=mentor,
        score=score,
    )


def outcome(problem, chosen):
    edges = chosen[chosen != NOBODY]
    return len(edges), int((problem.worth[edges] // problem.scale).sum())


def pairs(problem, chosen):
    edges = chosen[chosen != NOBODY]
    return list(zip(problem.mentee[edges].tolist(), problem.mentor[edges].tolist(), strict=True))


FEW_SCORES = st.sampled_from([0, 1, 2, 50_000, 100_000])


@st.composite
def problems(draw, *, scores=FEW_SCORES):
    """Few distinct scores, so that ties abound."""
    mentees, mentors = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    places = draw(st.lists(st.integers(0, 3), min_size=mentors, max_size=mentors))
    all_pairs = [(one, other) for one in range(mentees) for other in range(mentors)]
    allowed = draw(st.sets(st.sampled_from(all_pairs)))
    return mentees, places, {pair: draw(scores) for pair in sorted(allowed)}


@settings(max_examples=400)
@given(problems())
def test_the_flow_finds_what_trying_all_finds_and_it_is_proven(drawn):
    mentees, places, edges = drawn
    problem = made(places, edges, mentees=mentees)
    chosen = best(problem)
    assert outcome(problem, chosen) == reference.best_by_trying_all(mentees, places, edges)
    prices = prove(problem, chosen)
    assert np.all(prices.least <= prices.most)


@settings(max_examples=150)
@given(problems())
def test_the_other_engine_finds_the_same_pairs(drawn):
    mentees, places, edges = drawn
    problem = made(places, edges, mentees=mentees)
    assert place_matrix.best(problem).tolist() == flow.best(problem).tolist()


@settings(max_examples=300)
@given(problems(), st.randoms(use_true_random=False))
def test_anything_worse_is_not_proven(drawn, draw):
    mentees, places, edges = drawn
    problem = made(places, edges, mentees=mentees)
    left, chosen = list(places), np.full(mentees, NOBODY)
    for edge in draw.sample(range(len(edges)), len(edges)):
        mentee, mentor = problem.mentee[edge], problem.mentor[edge]
        if chosen[mentee] == NOBODY and left[mentor] and draw.random() < 0.9:
            chosen[mentee], left[mentor] = edge, left[mentor] - 1
    if chosen.tolist() == best(problem).tolist():
        prove(problem, chosen)
    else:
        with pytest.raises(NotOptimal):
            prove(problem, chosen)


def test_what_is_no_matching_is_not_proven():
    problem = made([1, 1], {(0, 0): 5, (1, 0): 5, (1, 1): 1}, mentees=2)
    for nonsense in ([0, 1], [1, 0]):  # two at one place; one who has another's edge
        with pytest.raises(NotOptimal):
            prove(problem, np.array(nonsense))


def test_a_gain_that_was_left_is_named():
    better_is_free = made([1, 1], {(0, 0): 5, (0, 1): 6}, mentees=1)
    with pytest.raises(NotOptimal, match="a place that was left free"):
        prove(better_is_free, np.array([0]))
    better_is_held = made([1], {(0, 0): 5, (1, 0): 6}, mentees=2)
    with pytest.raises(NotOptimal, match="a place that another one holds"):
        prove(better_is_held, np.array([0, NOBODY]))


def test_prices_that_never_settle_are_no_proof():
    """Two people who should change places by a hair raise their prices round after round; they
    would reach what a match is worth in millions of rounds. Rounds are bounded, and it fails."""
    problem = made([1, 1], {(0, 0): 5, (0, 1): 5, (1, 0): 6, (1, 1): 5}, mentees=2)
    swapped = np.array([0, 3])
    assert best(problem).tolist() == [1, 2]
    with pytest.raises(NotOptimal, match="do not settle"):
        prove(problem, swapped)
    with pytest.raises(NotOptimal, match="highest prices do not settle"):
        _most(Moves(problem, swapped), has_room=np.array([False, False]))


@pytest.mark.parametrize("seed", range(4))
def test_a_big_one_equals_an_independent_solver(seed):
    """SciPy's, on a matrix in which every place is a column and nobody's score is 0."""
    draw = random.Random(seed)
    places = [draw.randint(0, 4) for _ in range(60)]
    edges = {
        (one, other): draw.choice((draw.randint(0, 100_000), 5, 7))
        for one in range(240)
        for other in range(60)
        if draw.random() < 0.1
    }
    problem = made(places, edges, mentees=240)
    chosen = best(problem)
    prove(problem, chosen)
    columns = [mentor for mentor, free in enumerate(places) for _ in range(free)]
    matrix = np.zeros((240, len(columns)))
    for column, mentor in enumerate(columns):
        for mentee in range(240):
            if (mentee, mentor) in edges:
                matrix[mentee, column] = edges[mentee, mentor] + 10**8
    rows, taken = linear_sum_assignment(matrix, maximize=True)
    total = int(matrix[rows, taken].sum())
    assert outcome(problem, chosen) == (total // 10**8, total % 10**8)


@settings(max_examples=150)
@given(problems(), st.data())
def test_one_place_more_or_fewer_changes_the_whole_by_the_price(drawn, data):
    mentees, places, edges = drawn
    problem = made(places, edges, mentees=mentees)
    chosen = best(problem)
    prices = prove(problem, chosen)
    mentor = data.draw(st.integers(0, len(places) - 1))
    for change, price in ((1, prices.least[mentor]), (-1, -prices.most[mentor])):
        changed = problem.places.copy()
        changed[mentor] += change
        if changed[mentor] < 0:
            assert prices.most[mentor] == UNPRICED
            continue
        other = replace(problem, places=changed)
        assert worth(other, best(other)) - worth(problem, chosen) == price


def worth(problem, chosen):
    edges = chosen[chosen != NOBODY]
    return int((problem.worth[edges] + problem.bonus).sum())


@settings(max_examples=150)
@given(problems())
def test_who_is_said_to_come_with_one_more_place_comes(drawn):
    mentees, places, edges = drawn
    problem = made(places, edges, mentees=mentees)
    chosen = best(problem)
    comes = newcomers(problem, chosen, prove(problem, chosen))
    for mentor in range(len(places)):
        more = problem.places.copy()
        more[mentor] += 1
        new = best(replace(problem, places=more))
        came = np.flatnonzero((new != NOBODY) & (chosen == NOBODY))
        assert came.tolist() == ([] if comes[mentor] == NOBODY else [comes[mentor]])


@settings(max_examples=150)
@given(problems())
def test_the_points_said_to_be_short_win_a_place_and_one_fewer_does_not(drawn):
    mentees, places, edges = drawn
    problem = made(places, edges, mentees=mentees)
    chosen = best(problem)
    short = points_short(problem, prove(problem, chosen))
    for edge, points in enumerate(short.tolist()):
        if chosen[problem.mentee[edge]] != NOBODY:
            continue
        if points == NOBODY:
            assert problem.places[problem.mentor[edge]] == 0
            continue
        for given_points, is_enough in ((points, True), (points - 1, False)):
            better = problem.worth.copy()
            better[edge] += given_points * problem.scale
            found = best(replace(problem, worth=better))
            assert (found[problem.mentee[edge]] == edge) == is_enough


@settings(max_examples=100)
@given(problems(), st.data())
def test_more_room_or_more_pairs_are_never_worse(drawn, data):
    mentees, places, edges = drawn
    before = reference_outcome(mentees, places, edges)
    mentor = data.draw(st.integers(0, len(places) - 1))
    more = [free + (at == mentor) for at, free in enumerate(places)]
    assert reference_outcome(mentees, more, edges) >= before
    pair = data.draw(st.integers(0, mentees - 1)), mentor
    assert reference_outcome(mentees, places, {pair: 50_000} | edges) >= before
    one_more = {(mentees, mentor): 1} | edges
    assert reference_outcome(mentees + 1, places, one_more)[0] >= before[0]


def reference_outcome(mentees, places, edges):
    problem = made(places, edges, mentees=mentees)
    return outcome(problem, best(problem))


@settings(max_examples=150)
@given(problems(scores=st.just(70_000)), st.randoms(use_true_random=False))
def test_a_pair_that_was_not_chosen_is_not_missed(drawn, draw):
    """With all scores equal only ids decide, and they go on deciding alike."""
    mentees, places, edges = drawn
    problem = made(places, edges, mentees=mentees)
    chosen = pairs(problem, best(problem))
    unused = sorted(set(edges) - set(chosen))
    assume(unused)
    without = {pair: score for pair, score in edges.items() if pair != draw.choice(unused)}
    fewer = made(places, without, mentees=mentees)
    # The same people weigh ties with the same number of bits, unless nobody may meet one of them.
    assume(fewer.scale == problem.scale)
    assert pairs(fewer, best(fewer)) == chosen


def test_ties_are_told_apart_by_ids_alone():
    """The same shape with other ids has another outcome, and always the same one."""
    shape = {(one, other): 500 for one in range(6) for other in range(3)}
    found = set()
    for prefix in "abcdefgh":
        problem = made([1, 1, 1], shape, mentees=6, prefix=prefix)
        chosen = pairs(problem, best(problem))
        assert chosen == pairs(problem, place_matrix.best(problem))
        found.add(tuple(chosen))
    assert len(found) > 4


def test_a_tie_break_never_outweighs_a_point():
    for most in (1, 6, 1_000, 40_000, 100_000):
        assert most << tie_bits(most) > most * ((1 << tie_bits(most)) - 1)
    assert [tie_bits(most) for most in (1, 100, 1_000, 100_000)] == [24, 23, 16, 6]


@pytest.mark.parametrize("seed", range(40))
def test_no_point_is_lost_to_ties(seed):
    """Scores a point apart, everybody with everybody: ties weigh as much as they ever can."""
    draw = random.Random(seed)
    scores = np.array([[draw.randint(0, 2) for _ in range(12)] for _ in range(12)])
    edges = {(one, other): int(scores[one, other]) for one in range(12) for other in range(12)}
    problem = made([1] * 12, edges, mentees=12)
    best_total = int(scores[linear_sum_assignment(scores, maximize=True)].sum())
    assert outcome(problem, best(problem)) == (12, best_total)


def test_nobody_to_match_is_an_answer():
    problem = made([2], {}, mentees=3)
    assert flow.best(problem).tolist() == place_matrix.best(problem).tolist() == [NOBODY] * 3
    assert prove(problem, best(problem)).least.tolist() == [0]


def test_more_than_integers_can_weigh_is_refused_loudly(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(weighing, "EXACT_IN_INTEGERS", 10**6)
        with pytest.raises(OutOfRange):
            made([1], {(0, 0): 5}, mentees=1)
    problem = made([1], {(0, 0): 5}, mentees=1)
    for engine, bound in ((flow, "EXACT_IN_INTEGERS"), (place_matrix, "EXACT_IN_DOUBLES")):
        with monkeypatch.context() as patch:
            patch.setattr(engine, bound, 10)
            with pytest.raises(OutOfRange):
                engine.best(problem)


def test_a_flow_that_does_not_end_well_is_refused():
    """OR-Tools has its own bound on costs, below ours for nobody we accept."""
    problem = made([1], {(0, 0): 5}, mentees=1)
    broken = replace(problem, places=np.array([1]), worth=np.array([-(2**62)]))
    with pytest.raises(OutOfRange, match="BAD_COST_RANGE"):
        flow.best(broken)


def test_without_one_engine_the_other_is_used(monkeypatch):
    assert solver.engine().startswith("ortools ")
    problem = made([1], {(0, 0): 5}, mentees=2)
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "mentorship.core.flow", None)
        importlib.reload(solver)
        assert solver.engine().startswith("scipy ")
        assert solver.best(problem).tolist() == [0, NOBODY]
    importlib.reload(solver)
    assert solver.engine().startswith("ortools ")
