"""Dials are turned in the file, and the result says what each of them costs."""

import random
from dataclasses import asdict, replace

import pytest

from bench.matching_instances import make_instance
from mentorship.core.dials import QuotaOutOfReach
from mentorship.core.instance import Config, Dials, Quota
from mentorship.core.instance_reading import InstanceRefused, instance_of
from mentorship.core.instance_writing import fingerprint, instance_tree
from mentorship.core.matching import solve
from mentorship.core.result import result_tree
from tests.mentorship.core.drawn import draw_easy_instance

TREE = make_instance(120, 40)


def programme(**dials):
    return instance_of(TREE | {"config": {"dials": dials}})


def pairs_of(result):
    return {(pair.mentee, pair.mentor) for pair in result.pairs}


def test_a_file_without_dials_says_nothing_of_them():
    instance = instance_of(TREE)
    assert set(instance_tree(instance)["config"]) == {"weights", "rules"}
    assert set(result_tree(solve(instance))) == {"pairs", "unmatched", "summary"}


def test_all_dials_are_read_and_written_and_make_another_file():
    dials = {
        "aim": "stable",
        "power": 8,
        "worst_first": True,
        "every_mentor": True,
        "keep": 1000,
        "quotas": [{"group": "a", "least": 3}],
        "tiers": [["mentee-1"], ["mentee-2", "mentee-3"]],
    }
    tree = TREE | {"published": [["mentee-1", "mentor-1"]], "config": {"dials": dials}}
    instance = instance_of(tree)
    assert instance.config.dials == Dials(
        aim="stable",
        power=8,
        worst_first=True,
        every_mentor=True,
        keep=1000,
        quotas=(Quota("a", 3),),
        tiers=(frozenset({"mentee-1"}), frozenset({"mentee-2", "mentee-3"})),
    )
    assert instance_tree(instance)["config"]["dials"] == dials
    assert instance_of(instance_tree(instance)) == replace(
        instance_of(instance_tree(instance)), config=instance.config
    )
    assert fingerprint(instance) != fingerprint(instance_of(TREE))


@pytest.mark.parametrize(
    ("dials", "message"),
    [
        ({"aim": "best"}, "aim: must be one of total, equal, stable"),
        ({"power": 9}, "power: must be a whole number from 2 to 8"),
        ({"worst_first": 1}, "worst_first: must be true or false"),
        ({"keep": -1}, "keep: must be a whole number from 0 to 100,000"),
        ({"quotas": [{"group": "a", "least": 1}] * 2}, "quotas: .* stands there twice"),
        ({"quotas": [{"group": "a"}]}, "least: is missing"),
        ({"tiers": [["nobody"]]}, r"tiers: \[0\] must be a list of mentees of this file"),
        ({"tiers": [["mentee-1"], ["mentee-1"]]}, "stands there twice"),
        ({"worst": True}, "worst: is not a key we know"),
    ],
)
def test_a_dial_that_is_none_is_refused(dials, message):
    with pytest.raises(InstanceRefused, match=message):
        programme(**dials)


def test_what_each_dial_costs_is_told_beside_none_and_all():
    crowded, rules = make_instance(300, 40, seed=3), {"time": False}
    dials = {"worst_first": True, "aim": "stable"}
    result = solve(instance_of(crowded | {"config": {"dials": dials, "rules": rules}}))
    none, aim, worst, both = result.dials
    assert [each.dial for each in result.dials] == ["none", "aim", "worst_first", "all"]
    before = solve(instance_of(crowded | {"config": {"rules": rules}}))
    plain, told = before.summary, asdict(none)
    assert {name: told[name] for name in ("matched", "total", "worst", "p05", "gini")} == {
        name: getattr(plain, name) for name in ("matched", "total", "worst", "p05", "gini")
    }
    assert (none.blocking_pairs, none.changed) == (plain.blocking_pairs, 0)
    assert {each.matched for each in result.dials} == {plain.matched}
    assert all(each.total <= none.total for each in result.dials)
    assert worst.worst > none.worst
    assert both.worst == worst.worst
    assert aim.blocking_pairs < none.blocking_pairs
    assert both.total == sum(pair.score for pair in result.pairs)
    assert both.changed == len(pairs_of(result) - pairs_of(before))


def test_published_pairs_stay_when_somebody_leaves():
    before = solve(instance_of(TREE))
    gone = before.pairs[0].mentor
    fewer = [each | {"capacity": 0} if each["id"] == gone else each for each in TREE["mentors"]]
    stay = [[pair.mentee, pair.mentor] for pair in before.pairs if pair.mentor != gone]
    tree = TREE | {"mentors": fewer, "published": stay}
    moved = {}
    for keep in (0, 1000):
        after = solve(instance_of(tree | {"config": {"dials": {"keep": keep}}}))
        moved[keep] = len(set(map(tuple, stay)) - pairs_of(after))
    assert moved[1000] <= moved[0]


def test_who_lost_a_place_to_a_quota_is_told_so():
    """Group b is half of the mentees and has the lower scores."""
    draw = random.Random(4)
    instance = draw_easy_instance(draw, mentees=10, mentors=4)
    mentees = tuple(
        replace(each, group="b" if at % 2 else "a") for at, each in enumerate(instance.mentees)
    )
    instance = replace(instance, mentees=mentees)
    plain = solve(instance)
    group = {each.id: each.group for each in mentees}
    counts = [sum(group[pair.mentee] == name for pair in plain.pairs) for name in "ab"]
    least = counts[1] + 1
    asked = replace(instance, config=Config(dials=Dials(quotas=(Quota("b", least),))))
    result = solve(asked)
    assert sum(group[pair.mentee] == "b" for pair in result.pairs) == least
    assert len(result.pairs) == len(plain.pairs)
    lost = {each.mentee for each in result.unmatched if each.reason == "quota"}
    had = {pair.mentee for pair in plain.pairs}
    assert lost == had - {pair.mentee for pair in result.pairs}
    assert lost


def test_a_quota_nobody_can_meet_is_refused():
    with pytest.raises(QuotaOutOfReach):
        solve(programme(quotas=[{"group": "nobody", "least": 1}]))


def test_locked_pairs_count_for_their_group():
    mentee = TREE["mentees"][0]
    tree = TREE | {"locked": [[mentee["id"], "mentor-0"]]}
    tree |= {
        "mentees": [each | {"group": "x" if each is mentee else "y"} for each in TREE["mentees"]]
    }
    tree |= {"config": {"dials": {"quotas": [{"group": "x", "least": 1}]}}}
    assert solve(instance_of(tree)).pairs[0].locked


def test_who_stands_in_the_first_tier_is_matched_first():
    crowded, rules = make_instance(300, 40, seed=3), {"time": False}
    plain = solve(instance_of(crowded | {"config": {"rules": rules}}))
    last = next(each.mentee for each in plain.unmatched if each.reason == "capacity")
    tiers = {"rules": rules, "dials": {"tiers": [[last]]}}
    result = solve(instance_of(crowded | {"config": tiers}))
    assert last in {pair.mentee for pair in result.pairs}
    assert len(result.pairs) == len(plain.pairs)
