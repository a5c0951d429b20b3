"""The score of a pair is what the definition says, whoever and whenever they are."""

import random
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from mentorship.core import availability
from mentorship.core.formula import pair_weights, shares, weeks_needed
from mentorship.core.instance import Config, Instance, Mentee, Mentor, Rules, Window
from mentorship.core.scoring import Scoreboard
from tests.mentorship.core import reference
from tests.mentorship.core.drawn import ALL_ZONES, draw_instance, for_any_draw


def compare(instance):
    """Every pair of the board with the reference; the number of pairs that may be."""
    board = Scoreboard(instance)
    possible = 0
    for at, mentee in enumerate(board.mentees):
        row = board.row(at)
        for number, mentor in enumerate(board.mentors):
            where = (instance.start, instance.weeks, mentee, mentor)
            values = {name: int(row.values[name][number]) for name in row.values}
            assert values == reference.components(instance, mentee, mentor), where
            assert row.weights == reference.weights(instance, mentee), where
            assert int(row.scores[number]) == reference.score(instance, mentee, mentor), where
            broken = set(row.broken_by(number)) - {"capacity"}
            assert broken == reference.broken_rules(instance, mentee, mentor), where
            possible += not broken
    return possible


@pytest.mark.parametrize("few", [0, availability.FEW], ids=["sums", "bits"])
@pytest.mark.parametrize("seed", range(6))
def test_every_pair_scores_as_defined(seed, few, monkeypatch):
    """The zones with the strangest clocks, in any season of two years."""
    monkeypatch.setattr(availability, "FEW", few)
    assert compare(draw_instance(random.Random(seed), mentees=16, mentors=16)) > 0


@for_any_draw(seeds=1)
def test_a_score_is_its_parts_and_no_unit_of_weights_changes_it(draw):
    instance = draw_instance(draw, mentees=5, mentors=5, weeks=3)
    compare(instance)
    thrice = {name: 3 * weight for name, weight in instance.config.weights.items()}
    heavy = replace(instance, config=replace(instance.config, weights=thrice))
    boards = Scoreboard(instance), Scoreboard(heavy)
    for at in range(5):
        row, again = (board.row(at) for board in boards)
        parts = sum(row.values[name].astype(int) * row.weights[name] for name in row.values)
        assert parts.tolist() == row.scores.tolist() == again.scores.tolist()
        assert 0 <= min(row.scores) <= max(row.scores) <= 100_000


@pytest.mark.parametrize("room", [availability.TABLE_BYTES, 200_000], ids=["all", "some"])
def test_every_pair_scores_as_defined_in_any_zone(room, monkeypatch):
    """Also where tables of what rare zones need do not fit."""
    monkeypatch.setattr(availability, "FEW", 0)
    monkeypatch.setattr(availability, "TABLE_BYTES", room)
    draw = random.Random(2026)
    drawn = draw_instance(draw, mentees=40, mentors=40, weeks=8, zones=ALL_ZONES)
    assert compare(drawn) > 0


def test_rules_are_switched_off_one_by_one():
    draw = random.Random(5)
    for name in ("language", "time", "skill", "seniority", "organisation"):
        compare(draw_instance(draw, mentees=6, mentors=6, weeks=4, rules=Rules(**{name: False})))


@pytest.mark.parametrize("seed", range(5))
def test_edges_are_the_pairs_that_break_no_rule_but_places(seed):
    instance = draw_instance(random.Random(seed), mentees=20, mentors=20)
    board = Scoreboard(instance)
    edges = board.edges()
    found = {
        (board.mentees[mentee].id, board.mentors[mentor].id): score
        for mentee, mentor, score in zip(
            edges.mentee.tolist(), edges.mentor.tolist(), edges.score.tolist(), strict=True
        )
    }
    assert found == {
        (mentee.id, mentor.id): reference.score(instance, mentee, mentor)
        for mentee in instance.mentees
        for mentor in instance.mentors
        if not reference.broken_rules(instance, mentee, mentor)
    }
    assert 0 <= min(found.values()) <= max(found.values()) <= 100_000
    order = edges.mentee * len(board.mentors) + edges.mentor
    assert np.all(np.diff(order) > 0)


def test_parts_that_do_not_divide_go_to_the_larger_remainder_then_to_the_earlier():
    assert shares([1, 1, 1], 250) == [84, 83, 83]
    assert shares([3, 1, 2], 250) == [125, 42, 83]
    assert shares([], 250) == []
    assert shares([0, 0], 100) == [0, 0]


def test_what_a_mentee_left_empty_weighs_on_the_rest():
    weights = Config().weights
    assert tuple(pair_weights(weights, left_out=frozenset()).values()) == (
        *(40, 20, 10, 8),
        *(7, 5, 10),
    )
    assert tuple(pair_weights(weights, left_out=frozenset({"goals"})).values()) == (
        *(44, 22, 0, 9),
        *(8, 6, 11),
    )
    assert tuple(pair_weights(weights, left_out=frozenset({"goals", "initiative"})).values()) == (
        *(49, 24, 0, 0),
        *(9, 6, 12),
    )


def test_weights_may_have_any_unit():
    thrice = {name: 3 * weight for name, weight in Config().weights.items()}
    left_out = frozenset({"goals"})
    assert pair_weights(thrice, left_out=left_out) == pair_weights(
        Config().weights, left_out=left_out
    )


def test_a_weight_on_nothing_but_what_was_left_empty_scores_nothing():
    only_goals = dict.fromkeys(Config().weights, 0) | {"goals": 1}
    assert set(pair_weights(only_goals, left_out=frozenset({"goals"})).values()) == {0}


def test_four_weeks_in_five_are_rounded_up():
    assert [weeks_needed(weeks, 80) for weeks in (1, 2, 3, 4, 5, 6, 12, 104)] == [
        *(1, 2, 3, 4),
        *(4, 5, 10, 84),
    ]


@pytest.mark.parametrize(
    ("weeks", "weeks_with_a_start", "may_meet"), [(12, 9, False), (15, 12, True)]
)
def test_an_hour_lost_while_clocks_differ_can_end_it(weeks, weeks_with_a_start, may_meet):
    """Lisbon's evening meets New York's noon but for the three weeks in March in which only one
    of them has summer time: an hour and a half in common shrinks to half an hour."""
    mentee = Mentee(
        id="e",
        timezone="Europe/Lisbon",
        seniority=1,
        availability=(Window((0,), 18 * 60 + 30, 120),),
    )
    mentor = Mentor(
        id="r",
        timezone="America/New_York",
        seniority=2,
        capacity=1,
        availability=(Window((0,), 12 * 60, 180),),
    )
    instance = Instance(
        name="march", start=date(2026, 2, 23), weeks=weeks, mentees=(mentee,), mentors=(mentor,)
    )
    starts = reference.common_starts(instance, mentee, mentor)
    assert sum(count > 0 for count in starts) == weeks_with_a_start
    assert ("time" not in Scoreboard(instance).row(0).broken_by(0)) == may_meet
    compare(instance)
