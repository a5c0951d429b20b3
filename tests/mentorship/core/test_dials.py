"""Each dial gives what trying everything gives, and keeps as many people matched."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.core import dials
from mentorship.core.assignment import NOBODY, OutOfRange, weighing
from mentorship.core.certificate import NotOptimal, subsidies
from mentorship.core.dials import QuotaOutOfReach, dialled, values_of
from mentorship.core.instance import Dials
from mentorship.core.possible_pairs import Block, PossiblePairs

SCORES = st.sampled_from([0, 1, 2, 30_000, 60_000, 99_000, 100_000])


@st.composite
def programmes(draw):
    """Places, {(mentee, mentor): score} and how many mentees, with few scores: ties abound."""
    mentees, mentors = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    places = draw(st.lists(st.integers(0, 2), min_size=mentors, max_size=mentors))
    all_pairs = list(product(range(mentees), range(mentors)))
    allowed = draw(st.sets(st.sampled_from(all_pairs), min_size=1))
    return mentees, places, {pair: draw(SCORES) for pair in sorted(allowed)}


def turned(programme, dials, *, group=(), least=(), **weights):
    """{mentee: mentor} with the dials, or None where quotas are out of reach."""
    mentees, places, scores = programme
    rows = [[pair for pair in scores if pair[0] == mentee] for mentee in range(mentees)]
    packed = [scores[pair] << 4 | pair[1] for row in rows for pair in row]
    counts = np.array([len(row) for row in rows])
    pairs = PossiblePairs((Block(0, counts, np.array(packed, dtype=np.uint32), 4),), workers=1)
    weigh = weighing(
        mentee_ids=[f"e{each}" for each in range(mentees)],
        mentor_ids=[f"r{each}" for each in range(len(places))],
        places=np.array(places),
        matchable=int((counts > 0).sum()),
        **weights,
    )
    try:
        found = dialled(pairs, weigh, dials, group=np.array(group), least=np.array(least, int))
    except QuotaOutOfReach:
        return None
    return {
        mentee: mentor for mentee, mentor in enumerate(found.mentors.tolist()) if mentor != NOBODY
    }


def matchings(programme):
    """All of them."""
    mentees, places, scores = programme
    choices = [
        [None, *(mentor for one, mentor in scores if one == mentee)] for mentee in range(mentees)
    ]
    for chosen in product(*choices):
        pairs = {mentee: mentor for mentee, mentor in enumerate(chosen) if mentor is not None}
        if all(list(pairs.values()).count(at) <= free for at, free in enumerate(places)):
            yield pairs


def total(programme, pairs):
    return sum(programme[2][pair] for pair in pairs.items())


def worst(programme, pairs):
    return min((programme[2][pair] for pair in pairs.items()), default=0)


@settings(max_examples=150)
@given(programmes())
def test_the_worst_off_come_first(programme):
    best = max(
        (len(each), worst(programme, each), total(programme, each)) for each in matchings(programme)
    )
    pairs = turned(programme, Dials(worst_first=True))
    assert (len(pairs), worst(programme, pairs), total(programme, pairs)) == best


@pytest.mark.parametrize("power", [2, 4, 8])
@pytest.mark.parametrize("aim", ["equal", "stable"])
@settings(max_examples=40)
@given(programme=programmes())
def test_scores_are_weighed_by_their_power(aim, power, programme):
    def worth(score):
        """Floor of 100,000 times (score / 100,000) ** power, or of the rest to the top, from above."""
        if aim == "stable":
            return score**power // 100_000 ** (power - 1)
        return 100_000 - (100_000 - score) ** power // 100_000 ** (power - 1)

    def outcome(pairs):
        return len(pairs), sum(worth(programme[2][pair]) for pair in pairs.items())

    pairs = turned(programme, Dials(aim=aim, power=power), values=values_of(aim, power))
    assert outcome(pairs) == max(map(outcome, matchings(programme)))


@settings(max_examples=150)
@given(programmes())
def test_every_mentor_has_one_before_any_has_two(programme):
    def outcome(pairs):
        return len(pairs), len(set(pairs.values())), total(programme, pairs)

    pairs = turned(programme, Dials(every_mentor=True))
    assert outcome(pairs) == max(map(outcome, matchings(programme)))


@settings(max_examples=200)
@given(programmes(), st.data())
def test_a_quota_is_met_whenever_it_can_be_without_losing_a_match(programme, data):
    mentees = programme[0]
    group = data.draw(st.lists(st.integers(0, 2), min_size=mentees, max_size=mentees))
    least = data.draw(st.lists(st.integers(0, 2), min_size=3, max_size=3))
    every = data.draw(st.booleans())

    def outcome(pairs):
        used = len(set(pairs.values())) if every else 0
        return len(pairs), used, total(programme, pairs)

    def meets(pairs):
        counts = np.bincount([group[mentee] for mentee in pairs], minlength=3)
        return bool(np.all(counts >= least))

    most = max(map(len, matchings(programme)))
    allowed = [each for each in matchings(programme) if meets(each) and len(each) == most]
    pairs = turned(programme, Dials(every_mentor=every), group=group, least=least)
    if not allowed:
        assert pairs is None
    else:
        assert meets(pairs)
        assert outcome(pairs) == max(map(outcome, allowed))


def test_a_quota_above_what_can_be_matched_is_out_of_reach():
    one_place = (2, [1], {(0, 0): 5, (1, 0): 6})
    assert turned(one_place, Dials(), group=[0, 0], least=[2]) is None


def test_the_worst_off_wait_for_a_quota_that_only_low_scores_can_meet():
    one_place = (2, [1], {(0, 0): 1, (1, 0): 60_000})
    assert turned(one_place, Dials(worst_first=True), group=[0, 1], least=[1, 0]) == {0: 0}


@settings(max_examples=150)
@given(programmes(), st.data())
def test_first_tiers_are_matched_first_and_nobody_is_lost(programme, data):
    mentees = programme[0]
    tiers = data.draw(st.lists(st.integers(0, 2), min_size=mentees, max_size=mentees))

    def outcome(pairs):
        by_tier = [sum(tiers[mentee] == tier for mentee in pairs) for tier in range(3)]
        return len(pairs), by_tier, total(programme, pairs)

    pairs = turned(programme, Dials(), tiers=np.array(tiers))
    assert outcome(pairs) == max(map(outcome, matchings(programme)))


@settings(max_examples=150)
@given(programmes(), st.data())
def test_published_pairs_are_kept_where_they_cost_less_than_that(programme, data):
    before = data.draw(st.sets(st.sampled_from(sorted(programme[2]))))
    mentors = len(programme[1])

    def outcome(pairs):
        return len(pairs), total(programme, pairs) + 1_000 * len(before & set(pairs.items()))

    kept = np.array([mentee * mentors + mentor for mentee, mentor in before], dtype=np.int64)
    pairs = turned(programme, Dials(keep=1_000), kept=kept, keep=1_000)
    assert outcome(pairs) == max(map(outcome, matchings(programme)))


@settings(max_examples=100)
@given(programmes(), st.data())
def test_the_worst_off_come_first_within_quotas_too(programme, data):
    mentees = programme[0]
    group = data.draw(st.lists(st.integers(0, 1), min_size=mentees, max_size=mentees))
    least = [data.draw(st.integers(0, 2)), 0]
    most = max(map(len, matchings(programme)))
    allowed = [
        (worst(programme, each), total(programme, each))
        for each in matchings(programme)
        if len(each) == most and sum(group[mentee] == 0 for mentee in each) >= least[0]
    ]
    pairs = turned(programme, Dials(worst_first=True), group=group, least=least)
    found = None if pairs is None else (worst(programme, pairs), total(programme, pairs))
    assert found == max(allowed, default=None)


def test_subsidies_that_others_would_pay_for_are_no_proof():
    """Two of one group at two places that one of the other should have had."""
    weigh = weighing(
        mentee_ids=["a", "b", "c"], mentor_ids=["x", "y"], places=np.array([1, 1]), matchable=3
    )
    mentee, mentor = np.array([0, 1, 2]), np.array([0, 1, 1])
    problem = weigh.assignment(mentee, mentor, np.array([50_000, 10, 90_000]))
    group = np.array([0, 0, 1])
    worse = np.array([0, 1, NOBODY])
    assert subsidies(problem, worse, group=group, least=np.array([2, 0])).tolist()[0] > 0
    with pytest.raises(NotOptimal, match="others pay"):
        subsidies(problem, worse, group=group, least=np.array([1, 0]))
    with pytest.raises(NotOptimal, match="fewer matches"):
        subsidies(problem, worse, group=group, least=np.array([1, 1]))


def test_subsidies_of_a_matching_that_could_be_better_have_no_end():
    """Both have the other's mentor."""
    weigh = weighing(
        mentee_ids=["a", "b"], mentor_ids=["x", "y"], places=np.array([1, 1]), matchable=2
    )
    mentee, mentor = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    problem = weigh.assignment(mentee, mentor, np.array([90_000, 10, 10, 90_000]))
    with pytest.raises(NotOptimal, match="do not settle"):
        subsidies(problem, np.array([1, 2]), group=np.array([0, 0]), least=np.array([2]))


def test_more_pairs_than_one_flow_holds_are_refused(monkeypatch):
    monkeypatch.setattr(dials, "MOST_AT_ONCE", 1)
    programme = 2, [1, 1], {(0, 0): 1, (1, 1): 1}
    assert turned(programme, Dials()) == {0: 0, 1: 1}
    with pytest.raises(OutOfRange, match="at most 1 pairs"):
        turned(programme, Dials(every_mentor=True))
