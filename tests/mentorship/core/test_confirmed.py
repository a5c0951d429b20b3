"""What is said to help with dials turned, or where mentors select, does help: all is matched again."""

import random
from dataclasses import replace
from itertools import product

import pytest

from bench.matching_instances import make_instance
from mentorship.core import confirmed as tried
from mentorship.core.assignment import NOBODY, OutOfRange
from mentorship.core.confirmed import LAST_RANK, has_mentor
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance import Dials, Quota
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import confirmed_for, prepared, solve, what_would_help
from mentorship.core.turned import turned
from tests.mentorship.core.drawn import draw_easy_instance
from tests.quick import within

DIALS = {
    "equal": Dials(aim="equal"),
    "stable": Dials(aim="stable", power=3),
    "worst first": Dials(worst_first=True),
    "every mentor": Dials(every_mentor=True),
    "keep": Dials(keep=20_000),
    "quotas": Dials(quotas=(Quota("a", 2),)),
    "tiers": Dials(tiers=(frozenset({"e1", "e2", "e3"}),)),
    "all": Dials(aim="equal", worst_first=True, every_mentor=True, tiers=(frozenset({"e1"}),)),
}


def crowded(seed: int, dials: Dials):
    """Ten mentees, four mentors; with two of a group, and a pair of a run before."""
    instance = draw_easy_instance(random.Random(seed), mentees=10, mentors=4)
    mentees = tuple(
        replace(each, group="a" if each.id in {"e7", "e8"} else "b") for each in instance.mentees
    )
    before = frozenset((pair.mentee, pair.mentor) for pair in solve(instance).pairs[:2])
    config = replace(instance.config, dials=dials)
    return replace(instance, mentees=mentees, published=before, config=config)


def matched(instance) -> set[str]:
    return {pair.mentee for pair in solve(instance, confirms=False).pairs}


def with_place(instance, mentor: str):
    more = tuple(
        replace(each, capacity=each.capacity + (each.id == mentor)) for each in instance.mentors
    )
    return replace(instance, mentors=more)


def with_points(instance, mentee: str, mentor: str, points: int) -> bool:
    """Whether that pair, so much better, gives the mentee a mentor."""
    ready = prepared(instance)
    at, other = ready.board.mentee_at[mentee], ready.board.mentor_at[mentor]
    mentors, scores = ready.board.possible(at)
    [score] = scores[mentors == other].tolist()
    assert score + points <= 100_000
    raised = ready.pairs.with_score(at, other, score + points)
    return bool(turned(ready.board, raised, instance.config.dials).chosen[at] != NOBODY)


def told_to_all(instance):
    try:
        unmatched = solve(instance).unmatched
    except QuotaOutOfReach:
        return
    for each in unmatched:
        for change in each.would_help:
            yield each.mentee, change


@pytest.mark.parametrize(("dials", "seed"), list(product(DIALS, range(3))))
def test_each_place_and_each_point_that_is_told_is_true(dials, seed):
    instance = crowded(seed, DIALS[dials])
    for mentee, change in told_to_all(instance):
        assert mentee not in matched(instance)
        if change["change"] == "place":
            assert mentee in matched(with_place(instance, change["mentor"]))
        elif change["change"] == "score":
            assert with_points(instance, mentee, change["mentor"], change["points"])


@pytest.mark.parametrize("dials", ["equal", "stable", "keep", "tiers"])
def test_of_other_weights_the_points_are_the_fewest(dials):
    for seed in range(3):
        instance = crowded(seed, DIALS[dials])
        for mentee, change in told_to_all(instance):
            if change["change"] == "score" and change["points"] > 1:
                fewer = change["points"] - 1
                assert not with_points(instance, mentee, change["mentor"], fewer)


@pytest.mark.parametrize("dials", DIALS)
def test_places_and_points_are_told_under_every_dial(dials):
    """The tests above would pass on silence."""
    told = [
        change["change"]
        for seed in range(10)
        for _mentee, change in told_to_all(crowded(seed, DIALS[dials]))
    ]
    assert told.count("place") > 3
    assert told.count("score") > 3


def test_what_prices_promise_falsely_is_not_told(monkeypatch):
    """A place for somebody of no group may go to a group; without the matching again, some of it
    would be told."""
    told = dict.fromkeys((True, False), 0)
    for confirms in told:
        if not confirms:
            monkeypatch.setattr(tried, "has_mentor", lambda at, again: True)
        told[confirms] = sum(
            1 for seed in range(12) for _ in told_to_all(crowded(seed, DIALS["quotas"]))
        )
    assert told[True] < told[False]


@pytest.mark.parametrize("refusal", [OutOfRange, QuotaOutOfReach])
def test_a_matching_that_cannot_be_had_helps_nobody(refusal):
    def again():
        raise refusal

    assert not has_mentor(0, again)


def lists(seed: int):
    """Mentors select; each has ranked some, and may have a place left."""
    draw = random.Random(seed)
    instance = draw_easy_instance(draw, mentees=8, mentors=4)
    pairs = [(one.id, other.id) for one in instance.mentees for other in instance.mentors]
    ranks = {pair: draw.randint(1, 5) for pair in pairs if draw.random() < 0.4}
    wishes = {pair: draw.randint(1, 3) for pair in pairs if draw.random() < 0.2}
    config = replace(instance.config, mentors_select=True)
    return replace(instance, mentor_preferences=ranks, mentee_preferences=wishes, config=config)


@pytest.mark.parametrize("seed", range(15))
def test_where_mentors_select_each_place_and_each_list_that_is_told_is_true(seed):
    instance = lists(seed)
    for mentee, change in told_to_all(instance):
        if change["change"] == "place":
            assert mentee in matched(with_place(instance, change["mentor"]))
        elif change["change"] == "rank":
            pair = (mentee, change["mentor"])
            assert pair not in instance.mentor_preferences
            ranks = {**instance.mentor_preferences, pair: LAST_RANK}
            assert mentee in matched(replace(instance, mentor_preferences=ranks))


def test_where_mentors_select_places_and_lists_are_told(monkeypatch):
    """And some that lists alone would promise are false."""
    told = [change["change"] for seed in range(15) for _, change in told_to_all(lists(seed))]
    assert told.count("place") > 5
    assert told.count("rank") > 5
    monkeypatch.setattr(tried, "has_mentor", lambda at, again: True)
    promised = [change["change"] for seed in range(15) for _, change in told_to_all(lists(seed))]
    assert promised.count("place") > told.count("place")


@pytest.mark.parametrize("dials", DIALS)
def test_one_person_is_told_the_same(dials):
    instance = crowded(2, DIALS[dials])
    for each in solve(instance).unmatched:
        again = [one for one in each.would_help if one["change"] in {"place", "score"}]
        assert list(confirmed_for(instance, each.mentee)) == again
        assert [
            one
            for one in what_would_help(instance, each.mentee)
            if one["change"] in {"place", "score"}
        ] == again
    assert confirmed_for(instance, solve(instance).pairs[0].mentee) == ()


def test_of_many_people_as_many_are_told_as_there_is_time_for():
    instance = crowded(2, DIALS["equal"])
    alone = [each.mentee for each in solve(instance, confirms=False).unmatched]
    for asked in ([], alone[:1]):
        ready = prepared(instance)
        best = turned(ready.board, ready.pairs, instance.config.dials)
        found = tried.confirmed(
            ready.board,
            ready.pairs,
            best,
            best,
            asked={ready.board.mentee_at[one] for one in asked},
            pairs_again=0,
        )
        assert [ready.board.mentees[at].id for at in found] == asked


@pytest.mark.parametrize("dials", ["equal", "all"])
def test_any_order_of_rows_gives_the_same(dials):
    instance = crowded(3, DIALS[dials])
    turned_round = replace(instance, mentees=instance.mentees[::-1], mentors=instance.mentors[::-1])
    assert solve(turned_round).unmatched == solve(instance).unmatched


def test_two_thousand_people_wait_no_longer_with_a_dial_turned():
    instance = instance_of(make_instance(1_600, 400))
    config = replace(instance.config, dials=Dials(aim="equal"))
    instance = replace(instance, config=config)
    assert within(4, lambda: solve(instance))
