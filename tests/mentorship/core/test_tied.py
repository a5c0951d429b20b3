"""Where whole matchings weigh the same, ids alone say which one it is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.core import place_matrix, tied
from mentorship.core.assignment import NOBODY, Assignment, weighing
from mentorship.core.certificate import prove
from mentorship.core.tied import settled


@st.composite
def problems(draw):
    """Scores of two kinds and no tie-break: nearly everything is tied."""
    mentees, mentors = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    places = draw(st.lists(st.integers(0, 3), min_size=mentors, max_size=mentors))
    pairs = [(one, other) for one in range(mentees) for other in range(mentors)]
    allowed = sorted(draw(st.sets(st.sampled_from(pairs))))
    worth = [draw(st.sampled_from((1, 2))) for _ in allowed]
    mentee, mentor = np.array(allowed, dtype=np.int64).reshape(-1, 2).T
    return Assignment(
        mentees, np.array(places), mentee, mentor, np.array(worth, dtype=np.int64), 1, 100
    )


def all_best(problem):
    """Every matching that weighs most, by trying all."""
    own = [[NOBODY, *np.flatnonzero(problem.mentee == one)] for one in range(problem.mentees)]
    found = {}
    for chosen in product(*own):
        edges = [edge for edge in chosen if edge != NOBODY]
        used = np.bincount(problem.mentor[edges], minlength=len(problem.places))
        if np.all(used <= problem.places):
            total = sum(int(problem.worth[edge]) + problem.bonus for edge in edges)
            found.setdefault(total, []).append(chosen)
    return found[max(found)]


def weigh(problem, *, prefix=""):
    return weighing(
        mentee_ids=[f"{prefix}e{each}" for each in range(problem.mentees)],
        mentor_ids=[f"{prefix}r{each}" for each in range(len(problem.places))],
        places=problem.places,
        matchable=problem.mentees,
    )


def one_of(problem, chosen, hashes):
    chosen = np.array(chosen)
    return tuple(settled(problem, chosen, prove(problem, chosen).middle, hashes).tolist())


@settings(max_examples=150)
@given(problems())
def test_whichever_of_the_best_was_found_the_same_one_is_taken(problem):
    best = all_best(problem)
    [taken] = {one_of(problem, chosen, weigh(problem).hashes) for chosen in best}
    assert taken in best


def every_other(places):
    """Everybody with everybody, and all of it worth the same."""
    mentees = 4
    mentee, mentor = np.divmod(np.arange(mentees * len(places)), len(places))
    return Assignment(
        mentees, np.array(places), mentee, mentor, np.ones(len(mentee), dtype=np.int64), 1, 100
    )


@pytest.mark.parametrize("places", [[1, 1, 1, 1], [2, 2], [1, 1], [3, 4], [9]])
def test_other_ids_decide_otherwise_and_each_time_the_same(places):
    problem = every_other(places)
    best = all_best(problem)
    first = [
        one_of(problem, best[0], weigh(problem, prefix=prefix).hashes) for prefix in "abcdefgh"
    ]
    last = [
        one_of(problem, best[-1], weigh(problem, prefix=prefix).hashes) for prefix in "abcdefgh"
    ]
    assert first == last
    assert (len(set(first)) > 1) == (len(best) > 1)


def test_hashes_that_tie_again_are_followed_by_others():
    problem = every_other([1, 1, 1, 1])
    hashes, asked = weigh(problem).hashes, []

    def as_good_as_none(mentee, mentor, number):
        asked.append(number)
        return (
            hashes(mentee, mentor, number) if number == 3 else np.zeros(len(mentee), dtype=np.int64)
        )

    found = {one_of(problem, chosen, as_good_as_none) for chosen in all_best(problem)}
    assert len(found) == 1
    assert set(asked) == {1, 2, 3}


def test_who_is_alike_in_every_hash_stays_where_the_engine_put_them():
    problem = every_other([1, 1])
    chosen = all_best(problem)[0]
    assert one_of(
        problem, chosen, lambda mentee, *_: np.zeros(len(mentee), dtype=np.int64)
    ) in all_best(problem)


def test_without_ortools_the_same_one_is_taken(monkeypatch):
    problem = every_other([2, 1])
    best = all_best(problem)
    taken = one_of(problem, best[0], weigh(problem).hashes)
    monkeypatch.setattr(tied.solver, "best", place_matrix.best)
    assert {one_of(problem, chosen, weigh(problem).hashes) for chosen in best} == {taken}
