"""A whole matching: what it keeps to, what it tells, and that it never depends on order."""

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bench.matching_instances import make_instance
from mentorship.core import solver
from mentorship.core.assignment import assignment
from mentorship.core.certificate import prove
from mentorship.core.counterfactuals import points_short
from mentorship.core.instance import Config, Instance, Mentee, Mentor, Rules, Skill, Window
from mentorship.core.instance_reading import instance_of, read_instance
from mentorship.core.instance_writing import instance_tree
from mentorship.core.matching import UnknownPerson, alternatives, explain, solve
from mentorship.core.result import REASONS, result_tree
from mentorship.core.scoring import Scoreboard
from tests.mentorship.core import reference
from tests.mentorship.core.drawn import draw_easy_instance, draw_instance, for_any_draw

GOLDEN = Path(__file__).parent / "golden"
SPRING = (GOLDEN / "spring.json").read_bytes()
FILTERS = (
    ("language", {"language"}, "no_language"),
    ("time", {"time"}, "no_time"),
    ("skill", {"skill"}, "no_skill"),
    ("seniority", {"seniority"}, "seniority"),
    ("conflict", {"organisation", "same_person"}, "conflict"),
    ("veto", {"veto"}, "only_vetoed"),
)


def test_the_spring_programme_has_exactly_this_result():
    tree = result_tree(solve(read_instance(SPRING)))
    tree["summary"] |= {"seconds": 0.0, "engine": "any", "tzdata": "any"}
    text = json.dumps(tree, ensure_ascii=False, indent=1) + "\n"
    assert text == (GOLDEN / "spring.result.json").read_text()


def solved(draw, *, mentees=14, mentors=9, locks=True):
    instance = draw_instance(draw, mentees=mentees, mentors=mentors, weeks=3)
    if locks:
        mentors_of = {mentee.id: draw.choice(instance.mentors).id for mentee in instance.mentees}
        locked = frozenset(draw.sample(sorted(mentors_of.items()), 3))
        instance = replace(instance, locked=locked)
    return instance, solve(instance)


@for_any_draw(seeds=12)
def test_pairs_keep_every_rule_or_say_which_a_lock_breaks(draw):
    instance, result = solved(draw)
    mentees = {each.id: each for each in instance.mentees}
    mentors = {each.id: each for each in instance.mentors}
    assert {(pair.mentee, pair.mentor) for pair in result.pairs if pair.locked} == instance.locked
    taken = [pair.mentor for pair in result.pairs]
    for pair in result.pairs:
        mentee, mentor = mentees[pair.mentee], mentors[pair.mentor]
        broken = reference.broken_rules(instance, mentee, mentor)
        if pair.locked:
            has_place = mentor.capacity >= sum(each == mentor.id for _, each in instance.locked)
            assert set(pair.broken_rules) == broken | (set() if has_place else {"capacity"})
        else:
            assert (broken, pair.broken_rules) == (set(), ())
            assert taken.count(mentor.id) <= mentor.capacity
        assert pair.score == reference.score(instance, mentee, mentor)
        assert pair.score == sum(each.value * each.weight for each in pair.components.values())
        assert sum(each.weight for each in pair.components.values()) == 100
        if "time" not in broken:
            assert len(pair.meetings) == 3
    everyone = [pair.mentee for pair in result.pairs] + [each.mentee for each in result.unmatched]
    assert sorted(everyone) == sorted(mentees)


@for_any_draw(seeds=12)
def test_who_has_nobody_is_told_the_first_true_reason(draw):
    instance, result = solved(draw, mentees=24)
    mentees = {each.id: each for each in instance.mentees}
    free = {each.id: each.capacity for each in instance.mentors}
    for _, mentor in instance.locked:
        free[mentor] -= 1
    for each in result.unmatched:
        mentee = mentees[each.mentee]
        broken = {
            mentor.id: reference.broken_rules(instance, mentee, mentor)
            for mentor in instance.mentors
        }
        left, counts, first = set(broken), {"mentors": len(broken)}, None
        for step, rules, reason in FILTERS:
            left = {mentor for mentor in left if not broken[mentor] & rules}
            counts[step] = len(left)
            first = first or (reason if not left else None)
        counts["capacity"] = sum(free[mentor] > 0 for mentor in left)
        if not mentee.skills and not mentee.availability:
            first = "no_profile"
        assert (each.reason, each.detail) == (first or "capacity", counts)
        assert each.reason in REASONS
        opens = {
            rule: sum(broken[mentor] == {rule} and free[mentor] > 0 for mentor in broken)
            for rule in ("language", "time", "skill", "seniority", "organisation", "veto")
        }
        told = {change["change"]: change.get("opens") for change in each.would_help}
        assert {rule: count for rule, count in told.items() if rule in opens} == {
            rule: count for rule, count in opens.items() if count
        }


@pytest.mark.parametrize("seed", range(20))
def test_every_place_said_to_help_helps(seed):
    draw = random.Random(seed)
    instance = draw_easy_instance(draw, mentees=10, mentors=4)
    result = solve(instance)
    for each in result.unmatched:
        for change in each.would_help:
            if change["change"] != "place":
                continue
            more = tuple(
                replace(mentor, capacity=mentor.capacity + (mentor.id == change["mentor"]))
                for mentor in instance.mentors
            )
            again = solve(replace(instance, mentors=more))
            assert each.mentee in {pair.mentee for pair in again.pairs}


@pytest.mark.parametrize("seed", range(10))
def test_the_points_said_to_be_short_are_the_fewest_within_reach(seed):
    instance = draw_easy_instance(random.Random(seed), mentees=10, mentors=4)
    board = Scoreboard(instance)
    edges = board.edges()
    problem = assignment(
        mentee_ids=[each.id for each in board.mentees],
        mentor_ids=[each.id for each in board.mentors],
        places=board.places,
        mentee=edges.mentee,
        mentor=edges.mentor,
        score=edges.score,
    )
    short = points_short(problem, prove(problem, solver.best(problem)))
    for each in solve(instance).unmatched:
        own = [
            at for at, mentee in enumerate(edges.mentee) if board.mentees[mentee].id == each.mentee
        ]
        reach = [at for at in own if short[at] > 0 and short[at] + edges.score[at] <= 100_000]
        nearest = min(
            reach, key=lambda at: (short[at], edges.score[at], edges.mentor[at]), default=None
        )
        assert [change for change in each.would_help if change["change"] == "score"] == (
            []
            if nearest is None
            else [
                {
                    "change": "score",
                    "mentor": board.mentors[edges.mentor[nearest]].id,
                    "points": short[nearest],
                }
            ]
        )


def test_places_and_points_are_said_to_help_at_all():
    """The tests above would pass on silence."""
    told = [
        change["change"]
        for seed in range(20)
        for each in solve(draw_easy_instance(random.Random(seed), mentees=10, mentors=4)).unmatched
        for change in each.would_help
    ]
    assert told.count("place") > 20
    assert told.count("score") > 20


@pytest.mark.parametrize("seed", range(25))
def test_small_programmes_are_matched_as_well_as_can_be(seed):
    draw = random.Random(seed)
    instance = draw_easy_instance(draw, mentees=draw.randint(1, 6), mentors=draw.randint(1, 4))
    edges = {
        (one, other): reference.score(instance, mentee, mentor)
        for one, mentee in enumerate(instance.mentees)
        for other, mentor in enumerate(instance.mentors)
        if not reference.broken_rules(instance, mentee, mentor)
    }
    places = [mentor.capacity for mentor in instance.mentors]
    summary = solve(instance).summary
    best = reference.best_by_trying_all(len(instance.mentees), places, edges)
    assert (summary.matched, summary.total, summary.optimal) == (*best, True)
    assert summary.feasible_pairs == sum(places[mentor] > 0 for _, mentor in edges)


@for_any_draw(seeds=12)
def test_any_order_of_rows_gives_the_same_bytes(draw):
    instance, result = solved(draw)
    tree = instance_tree(instance)
    for rows in tree.values():
        if isinstance(rows, list):
            draw.shuffle(rows)
    for row in (*tree["mentees"], *tree["mentors"]):
        for name in ("languages", "goals", "initiatives", "availability"):
            draw.shuffle(row[name])
    assert told(solve(instance_of(tree))) == told(result)


def told(result):
    tree = result_tree(result)
    del tree["summary"]["seconds"]
    return json.dumps(tree)


@for_any_draw(seeds=1)
def test_whatever_is_stored_is_run_again_with_the_same_edges_and_bytes(draw):
    instance, first = solved(draw)
    again = instance_of(json.loads(json.dumps(instance_tree(instance))))
    before, after = (Scoreboard(one).edges() for one in (instance, again))
    for name in ("mentee", "mentor", "score"):
        assert getattr(after, name).tolist() == getattr(before, name).tolist()
    assert told(solve(again)) == told(first)


def test_a_stored_run_is_run_again_with_the_same_bytes():
    tree = make_instance(60, 20)
    first = solve(instance_of(tree))
    stored = json.loads(json.dumps(instance_tree(instance_of(tree))))
    assert told(solve(instance_of(stored))) == told(first)


def test_scaling_all_weights_changes_nothing_but_the_fingerprint():
    instance = instance_of(make_instance(60, 20))
    thrice = {name: 3 * weight for name, weight in Config().weights.items()}
    heavy = replace(instance, config=Config(weights=thrice))
    assert solve(heavy).pairs == solve(instance).pairs


def test_stages_are_told_in_order():
    stages = []
    solve(read_instance(SPRING), on_stage=stages.append)
    assert stages == [
        "Reading the weeks",
        "Scoring pairs",
        "Matching",
        "Pricing every place",
        "Writing reasons",
    ]


ALWAYS = (Window(tuple(range(7)), 0, 1440),)


def somebody(kind, key, **facts):
    usual = {"timezone": "UTC", "seniority": 1, "availability": ALWAYS, "languages": ("en",)}
    skills = (Skill("go", 0 if kind is Mentee else 3),)
    return kind(id=key, **usual | {"skills": skills} | facts)


def programme(mentees, mentors, **facts):
    return Instance(
        name="p", start=date(2026, 6, 1), weeks=5, mentees=mentees, mentors=mentors, **facts
    )


def test_nobody_has_a_result_too():
    summary = solve(programme((), ())).summary
    assert (summary.matched, summary.total) == (0, 0)
    assert (summary.worst, summary.p05, summary.gini) == (None, None, None)


def test_without_mentors_places_are_missing():
    [alone] = solve(programme((somebody(Mentee, "a"),), ())).unmatched
    assert (alone.reason, alone.detail["mentors"], alone.would_help) == ("capacity", 0, ())


def test_one_person_on_both_sides_is_not_their_own_mentor():
    both = somebody(Mentee, "a"), somebody(Mentor, "a", seniority=5, capacity=1)
    [alone] = solve(programme(both[:1], both[1:])).unmatched
    assert alone.reason == "conflict"


def test_a_lock_over_the_places_stays_and_is_told():
    mentees = tuple(somebody(Mentee, key) for key in "abc")
    mentor = somebody(Mentor, "m", seniority=5, capacity=1)
    locked = frozenset({("a", "m"), ("b", "m")})
    result = solve(programme(mentees, (mentor,), locked=locked))
    assert [(pair.mentee, pair.broken_rules) for pair in result.pairs] == [
        ("a", ("capacity",)),
        ("b", ("capacity",)),
    ]
    [third] = result.unmatched
    assert (third.reason, third.detail["capacity"]) == ("capacity", 0)
    assert result.summary.feasible_pairs == 0


def test_a_rule_switched_off_lets_people_meet():
    one = somebody(Mentee, "a", seniority=9)
    mentor = somebody(Mentor, "m", capacity=1)
    assert solve(programme((one,), (mentor,))).pairs == ()
    relaxed = Config(rules=Rules(seniority=False))
    [pair] = solve(programme((one,), (mentor,), config=relaxed)).pairs
    assert pair.components["seniority"].value == 0


@for_any_draw(seeds=3)
def test_any_pair_is_explained_as_it_is_matched(draw):
    instance, result = solved(draw)
    for pair in result.pairs:
        view = explain(instance, pair.mentee, pair.mentor)
        assert (view.score, view.components) == (pair.score, pair.components)
        assert view.meetings == pair.meetings
        if pair.locked:
            assert view.broken_rules == pair.broken_rules
        else:
            assert set(view.broken_rules) <= {"capacity"}


def test_who_is_in_no_list_cannot_be_explained():
    instance = read_instance(SPRING)
    for pair in (("nobody", "m-kim"), ("ana", "nobody")):
        with pytest.raises(UnknownPerson):
            explain(instance, *pair)
    with pytest.raises(UnknownPerson):
        alternatives(instance, solve(instance), "m-kim")


def test_alternatives_say_why_not():
    instance = read_instance(SPRING)
    result = solve(instance)
    assert [(each.mentor, each.why_not) for each in alternatives(instance, result, "kit")] == [
        ("m-nia", ("full",)),
        ("m-kim", ("time",)),
        ("m-lee", ("time", "skill")),
        ("m-mo", ("time", "skill")),
    ]
    [first] = alternatives(instance, result, "kit", count=1)
    assert first.score == explain(instance, "kit", "m-nia").score
    assert first.lowest_score == next(p.score for p in result.pairs if p.mentor == "m-nia")
    assert [each.mentor for each in alternatives(instance, result, "ana")] == [
        *("m-lee", "m-nia", "m-mo"),
    ]
    looked_for = alternatives(instance, result, "kit", count=1, among={"m-mo", "m-lee"})
    assert [each.mentor for each in looked_for] == ["m-lee"]


def test_a_free_mentor_who_is_not_the_best_for_all_is_said_to_be_that():
    mentees = (somebody(Mentee, "a"),)
    mentors = (
        somebody(Mentor, "better", seniority=5, capacity=1),
        somebody(Mentor, "good", seniority=2, capacity=1),
    )
    instance = programme(mentees, mentors)
    [other] = alternatives(instance, solve(instance), "a")
    assert (other.mentor, other.why_not, other.lowest_score) == ("good", ("best_for_all",), None)


def test_who_may_not_be_the_mentor_comes_after_who_may():
    mentees = (somebody(Mentee, "a"),)
    mentors = tuple(
        somebody(Mentor, key, seniority=seniority, capacity=1)
        for key, seniority in (("best", 5), ("fair", 2), ("far", 10))
    )
    instance = programme(mentees, mentors, vetoes=frozenset({("a", "best")}))
    told = alternatives(instance, solve(instance), "a")
    assert [(each.mentor, each.why_not) for each in told] == [
        ("far", ("best_for_all",)),
        ("best", ("veto",)),
    ]


def test_of_a_pair_apart_nothing_is_told_it_is_as_if_there_were_no_place():
    mentees, mentors = (
        (somebody(Mentee, "a"),),
        (somebody(Mentor, "best", seniority=5, capacity=1),),
    )
    instance = programme(mentees, mentors, apart=frozenset({("a", "best")}))
    result = solve(instance)
    [alone] = result.unmatched
    assert (result.pairs, alone.reason, alone.would_help) == ((), "capacity", ())
    assert (alone.detail["veto"], alone.detail["capacity"]) == (1, 0)
    assert alternatives(instance, result, "a") == ()


def test_pairs_apart_are_paired_with_others_as_if_by_veto():
    instance, result = solved(random.Random(0))
    silent = solve(replace(instance, vetoes=frozenset(), apart=instance.vetoes))
    assert instance.vetoes
    assert (silent.pairs, silent.summary.total) == (result.pairs, result.summary.total)
