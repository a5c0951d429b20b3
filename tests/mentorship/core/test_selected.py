"""Mentors select: whatever people say, nobody is left who would both rather have each other."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.matching_instances import make_instance
from mentorship.core.assignment import NOBODY
from mentorship.core.instance_parts import changes, parts_of
from mentorship.core.instance_reading import instance_of
from mentorship.core.instance_writing import fingerprint, instance_tree
from mentorship.core.matching import alternatives, prepared, solve
from mentorship.core.measures import blocking_pairs
from mentorship.core.selected import NotStable, asked_in_turn, refuse_unstable
from mentorship.core.turned import turned
from mentorship.core.what_if import what_if

EASY = {
    "timezone": "Europe/Berlin",
    "availability": [{"days": [0], "start": "18:00", "minutes": 120}],
    "languages": ["en"],
}


def mentee(key, level=0):
    skills = [{"skill": "rust", "level": level, "importance": 3}]
    return EASY | {"id": key, "seniority": 1, "skills": skills}


def mentor(key, capacity=1, level=4):
    skills = [{"skill": "rust", "level": level}]
    return EASY | {"id": key, "seniority": 5, "skills": skills, "capacity": capacity}


def term(*, mentees=("cy", "dee"), mentors=("ada", "bo"), ranks=(), choices=(), **more):
    return instance_of(
        {
            "name": "term",
            "start": "2026-02-23",
            "weeks": 12,
            "mentees": [mentee(key) for key in mentees],
            "mentors": [key if isinstance(key, dict) else mentor(key) for key in mentors],
            "mentor_preferences": [list(one) for one in ranks],
            "mentee_preferences": [list(one) for one in choices],
            "config": {"mentors_select": True},
        }
        | more
    )


def pairs_of(instance):
    return {(pair.mentee, pair.mentor) for pair in solve(instance).pairs}


def reasons_of(instance):
    return {one.mentee: one.reason for one in solve(instance).unmatched}


@st.composite
def said(draw):
    """Who wants whom, in which order, with how many places; few enough to try everything."""
    mentees, mentors = draw(st.integers(0, 4)), draw(st.integers(0, 3))
    ranked = draw(
        st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 2)).filter(
                lambda pair: pair[0] < mentees and pair[1] < mentors
            ),
            unique=True,
        )
        if mentees and mentors
        else st.just([])
    )
    wishes, lists = {}, {}
    for one, other in draw(st.permutations(ranked)):
        wishes.setdefault(one, []).append(other)
    for one, other in draw(st.permutations(ranked)):
        lists.setdefault(other, []).append(one)
    orders = {key: {one: at for at, one in enumerate(order)} for key, order in lists.items()}
    places = draw(st.lists(st.integers(-1, 2), min_size=mentors, max_size=mentors))
    return wishes, orders, places


def is_stable(found, wishes, orders, places):
    try:
        refuse_unstable(found, wishes, orders, places)
    except NotStable:
        return False
    return True


def every_outcome(wishes):
    for mentors in product(*([None, *wishes[one]] for one in wishes)):
        yield {
            one: mentor for one, mentor in zip(wishes, mentors, strict=True) if mentor is not None
        }


TWO_WANT_ONE = ({0: [1, 0]}, {0: {0: 0}, 1: {0: 0}}, [1, 1])
CROSSED = (
    {0: [0, 1], 1: [1, 0]},
    {0: {1: 0, 0: 1}, 1: {0: 0, 1: 1}},
    [1, 1],
)
NO_PLACE = ({0: [0]}, {0: {0: 0}}, [0])
PUSHED_OUT = ({0: [0], 1: [0]}, {0: {1: 0, 0: 1}}, [1])


@given(said())
@example(TWO_WANT_ONE)
@example(CROSSED)
@example(NO_PLACE)
@example(PUSHED_OUT)
@example(({}, {}, []))
def test_of_all_stable_outcomes_it_is_the_one_every_mentee_likes_best(told):
    wishes, orders, places = told
    found = asked_in_turn(wishes, orders, places)
    stable = [one for one in every_outcome(wishes) if is_stable(one, wishes, orders, places)]
    assert found in stable
    for other in stable:
        assert found.keys() == other.keys()
        for one, mentor in found.items():
            assert wishes[one].index(mentor) <= wishes[one].index(other[one])


@given(said())
@example(CROSSED)
def test_it_does_not_matter_who_asks_first(told):
    wishes, orders, places = told
    backwards = dict(reversed(wishes.items()))
    assert asked_in_turn(wishes, orders, places) == asked_in_turn(backwards, orders, places)


@given(said(), st.data())
@example(CROSSED, None)
def test_a_mentee_gains_nothing_by_telling_other_choices(told, data):
    wishes, orders, places = told
    if not wishes:
        return
    one = data.draw(st.sampled_from(sorted(wishes))) if data else 0
    lie = data.draw(st.permutations(wishes[one])) if data else [1, 0]
    honest = asked_in_turn(wishes, orders, places).get(one)
    got = asked_in_turn(wishes | {one: lie}, orders, places).get(one)
    worth = [*wishes[one], None]
    assert worth.index(honest) <= worth.index(got)


def dearest_first(order, places):
    """Each pair in its turn, where both still have a place."""
    free, found = list(places), {}
    for one, other in order:
        if one not in found and free[other] > 0:
            found[one] = other
            free[other] -= 1
    return found


@given(
    st.permutations([(one, other) for one in range(4) for other in range(3)]),
    st.integers(0, 12),
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
)
@example([(0, 0), (1, 0), (1, 1), (0, 1)], 4, [1, 1, 0])
def test_where_one_order_speaks_for_both_the_dearest_pair_comes_first(dear, size, places):
    order = dear[:size]
    wishes, lists = {}, {}
    for rank, (one, other) in enumerate(order):
        wishes.setdefault(one, []).append(other)
        lists.setdefault(other, {})[one] = rank
    found = asked_in_turn(wishes, lists, places)
    assert found == dearest_first(order, places)
    chosen = [order.index((one, found[one])) if one in found else NOBODY for one in range(4)]
    assert (
        blocking_pairs(
            mentee=np.array([one for one, _ in order], dtype=np.int64),
            mentor=np.array([other for _, other in order], dtype=np.int64),
            score=np.arange(len(order), 0, -1),
            chosen=np.array(chosen),
            places=np.array(places),
        )
        == 0
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({0: 0}, TWO_WANT_ONE),
        ({}, PUSHED_OUT),
        ({0: 0}, PUSHED_OUT),
        ({0: 0}, NO_PLACE),
    ],
)
def test_an_outcome_two_people_would_leave_is_refused(found, told):
    with pytest.raises(NotStable):
        refuse_unstable(found, *told)


def test_only_people_their_mentor_ranked_are_paired():
    instance = term(ranks=[("cy", "ada", 1)])
    assert pairs_of(instance) == {("cy", "ada")}
    assert reasons_of(instance) == {"dee": "not_ranked"}


def test_where_two_mentors_want_one_person_that_persons_choice_decides():
    ranks = [("cy", "ada", 1), ("cy", "bo", 1), ("dee", "ada", 2)]
    instance = term(ranks=ranks, choices=[("cy", "bo", 1), ("cy", "ada", 2)])
    assert pairs_of(instance) == {("cy", "bo"), ("dee", "ada")}


def test_without_a_choice_the_score_decides():
    better = mentor("bo", level=5)
    weaker = mentor("ada", level=1)
    instance = term(
        mentors=[weaker, better], ranks=[("cy", "ada", 1), ("cy", "bo", 5), ("dee", "ada", 2)]
    )
    assert ("cy", "bo") in pairs_of(instance)


def test_a_mentor_with_one_place_keeps_whom_they_ranked_first():
    instance = term(mentors=["ada"], ranks=[("cy", "ada", 2), ("dee", "ada", 1)])
    assert pairs_of(instance) == {("dee", "ada")}
    assert reasons_of(instance) == {"cy": "capacity"}


def test_hard_rules_pins_and_vetoes_hold_as_ever():
    ranks = [("cy", "ada", 1), ("dee", "bo", 1)]
    vetoed = term(ranks=ranks, vetoes=[["cy", "ada"]])
    assert pairs_of(vetoed) == {("dee", "bo")}
    pinned = term(ranks=ranks, locked=[["dee", "ada"]])
    assert pairs_of(pinned) == {("dee", "ada")}
    assert reasons_of(pinned) == {"cy": "capacity"}
    stranger = mentor("ada") | {"languages": ["de"]}
    assert pairs_of(term(mentors=[stranger, "bo"], ranks=ranks)) == {("dee", "bo")}


def test_it_is_no_optimum_and_has_no_dials():
    result = solve(term(ranks=[("cy", "ada", 1)]))
    assert (result.summary.optimal, result.dials) == (False, ())


def helps_of(instance):
    return {one.mentee: one.would_help for one in solve(instance).unmatched}


def test_a_place_on_the_list_of_a_mentor_who_has_room_is_said_to_help():
    instance = term(ranks=[("cy", "ada", 1)])
    assert helps_of(instance) == {"dee": ({"change": "rank", "mentor": "bo"},)}
    assert pairs_of(term(ranks=[("cy", "ada", 1), ("dee", "bo", 5)])) == {
        ("cy", "ada"),
        ("dee", "bo"),
    }


def test_one_more_place_helps_who_is_next_on_the_list_and_nobody_behind():
    ranks = [("cy", "ada", 1), ("dee", "ada", 2), ("eve", "ada", 3)]
    instance = term(mentees=["cy", "dee", "eve"], mentors=["ada"], ranks=ranks)
    assert helps_of(instance) == {"dee": ({"change": "place", "mentor": "ada"},), "eve": ()}
    more = term(mentees=["cy", "dee", "eve"], mentors=[mentor("ada", capacity=2)], ranks=ranks)
    assert pairs_of(more) == {("cy", "ada"), ("dee", "ada")}


def test_a_rule_that_keeps_mentors_away_is_told_here_too():
    stranger = mentor("bo") | {"languages": ["de"]}
    assert helps_of(term(mentees=["cy"], mentors=[stranger])) == {
        "cy": ({"change": "language", "opens": 1},)
    }


def test_dials_turn_nothing():
    ranks = [("cy", "ada", 1), ("cy", "bo", 1), ("dee", "ada", 2)]
    choices = [("cy", "ada", 1), ("cy", "bo", 2)]
    plain = term(ranks=ranks, choices=choices)
    dials = {"worst_first": True, "every_mentor": True, "keep": 500}
    config = {"mentors_select": True, "dials": dials}
    assert pairs_of(term(ranks=ranks, choices=choices, config=config)) == pairs_of(plain)


def test_why_a_mentee_did_not_get_another_mentor():
    ranks = [("cy", "ada", 1), ("cy", "bo", 1)]
    choices = [("cy", "ada", 1), ("cy", "bo", 2)]
    mentors = ("ada", "bo", "eve")
    instance = term(mentees=["cy", "dee"], mentors=mentors, ranks=ranks, choices=choices)
    result = solve(instance)
    told = {one.mentor: one.why_not for one in alternatives(instance, result, "cy")}
    assert told == {"bo": ("chose_other",), "eve": ("not_ranked",)}
    both = term(mentors=["ada"], ranks=[("cy", "ada", 1), ("dee", "ada", 2)])
    [full] = alternatives(both, solve(both), "dee")
    assert full.why_not == ("full",)


def test_what_would_be_is_worked_out_the_same_way():
    instance = term(
        ranks=[("cy", "ada", 1), ("dee", "ada", 2), ("cy", "bo", 1)],
        choices=[("cy", "ada", 1), ("cy", "bo", 2)],
    )
    ready = prepared(instance)
    before = turned(ready.board, ready.pairs, instance.config.dials)
    change = what_if(ready, before, vetoes=[("cy", "ada")])
    assert [(move.mentee, move.before, move.after) for move in change.moves] == [
        ("cy", "ada", "bo"),
        ("dee", None, "ada"),
    ]
    more = what_if(ready, before, places={"ada": 2})
    assert [(move.mentee, move.after) for move in more.moves] == [("dee", "ada")]


def test_the_file_says_who_selects_only_where_mentors_do():
    instance = term(ranks=[("cy", "ada", 1)])
    tree = instance_tree(instance)
    assert tree["config"]["mentors_select"] is True
    assert instance_of(tree) == instance
    usual = replace(instance, config=replace(instance.config, mentors_select=False))
    assert set(instance_tree(usual)["config"]) == {"weights", "rules"}
    assert fingerprint(usual) != fingerprint(instance)


def test_a_run_knows_whose_ranks_have_changed_and_that_somebody_else_selects():
    before = term(ranks=[("cy", "ada", 1), ("cy", "bo", 1)])
    now = term(ranks=[("cy", "ada", 2), ("dee", "ada", 1), ("cy", "bo", 1)])
    assert changes(parts_of(before), parts_of(now)).ranks == ("ada",)
    nobody = term()
    assert changes(parts_of(before), parts_of(nobody)).ranks == ("ada", "bo")
    usual = replace(before, config=replace(before.config, mentors_select=False))
    told = changes(parts_of(before), parts_of(usual))
    assert (told.selection, told.weights, told.ranks) == (True, False, ())
    kept = parts_of(replace(nobody, config=usual.config))
    old = {key: said for key, said in kept.items() if key not in {"ranks", "selection"}}
    assert changes(old, kept) == changes(kept, kept)


def test_a_term_of_many_is_the_same_for_any_order_of_rows():
    tree = make_instance(120, 40)
    ranks = [
        [f"mentee-{(7 * one + 11 * rank) % 120 + 1}", f"mentor-{one + 1}", rank]
        for one in range(40)
        for rank in range(1, 6)
    ]
    ids = {kind: {one["id"] for one in tree[kind]} for kind in ("mentees", "mentors")}
    ranks = [one for one in ranks if one[0] in ids["mentees"] and one[1] in ids["mentors"]]
    assert ranks
    tree |= {"mentor_preferences": ranks, "config": {"mentors_select": True}}
    turned_round = tree | {
        kind: tree[kind][::-1] for kind in ("mentees", "mentors", "mentor_preferences")
    }
    found, again = (solve(instance_of(one)) for one in (tree, turned_round))
    assert found.pairs == again.pairs
    assert {(pair.mentee, pair.mentor) for pair in found.pairs} <= {
        (mentee, mentor) for mentee, mentor, _rank in ranks
    }
