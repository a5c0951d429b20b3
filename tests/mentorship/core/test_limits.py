"""How much the rules ask for: each limit at its edge, and all of them as the definition says."""

import json
import random
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorship.core.explanation import explanation
from mentorship.core.instance import Config, Instance, Limits, Mentee, Mentor, Skill, Window
from mentorship.core.instance_reading import instance_of, read_instance
from mentorship.core.instance_writing import fingerprint, instance_tree
from mentorship.core.matching import explain, solve
from mentorship.core.more_hours import hours_for
from mentorship.core.result import result_tree
from mentorship.core.told import told_to_everybody
from tests.mentorship.core import reference
from tests.mentorship.core.drawn import draw_easy_instance, draw_instance
from tests.mentorship.core.test_scoring import compare

SPRING = (Path(__file__).parent / "golden" / "spring.json").read_bytes()
MONDAY = date(2026, 2, 23)
TWO_HOURS = (Window((0,), 18 * 60, 120),)
ANY_LIMITS = st.builds(
    Limits,
    seniority_gap=st.integers(0, 10),
    skill=st.integers(1, 1000),
    weeks_percent=st.integers(1, 100),
    meeting_minutes=st.integers(1, 16).map(lambda quarters: 15 * quarters),
)


def pair(*, mentee=None, mentor=None, weeks=12, **limits):
    """Two people between whom nothing stands, but for what is said of them."""
    both = {"timezone": "UTC", "availability": TWO_HOURS, "languages": ("en",)}
    wants, knows = (Skill("go", 0),), (Skill("go", 5),)
    one = Mentee(**{**both, "id": "ana", "seniority": 1, "skills": wants, **(mentee or {})})
    other = Mentor(
        **{**both, "id": "bo", "seniority": 5, "capacity": 1, "skills": knows, **(mentor or {})}
    )
    return Instance(
        name="pair",
        start=MONDAY,
        weeks=weeks,
        mentees=(one,),
        mentors=(other,),
        config=Config(limits=Limits(**limits)),
    )


def broken(instance):
    return explain(instance, "ana", "bo").broken_rules


def value(instance, component):
    return explain(instance, "ana", "bo").components[component].value


@pytest.mark.parametrize(
    ("least", "gap", "may_be"),
    [
        *((0, -1, False), (0, 0, True)),
        *((1, 0, False), (1, 1, True)),
        *((2, 1, False), (2, 2, True)),
        *((10, 9, False), (10, 10, True)),
    ],
)
def test_a_mentor_is_so_many_steps_above(least, gap, may_be):
    mentee, mentor = max(0, -gap), max(0, gap)
    instance = pair(mentee={"seniority": mentee}, mentor={"seniority": mentor}, seniority_gap=least)
    assert broken(instance) == (() if may_be else ("seniority",))


@pytest.mark.parametrize("least", [0, 1, 2, 10])
@pytest.mark.parametrize(("gap", "points"), [(0, 0), (1, 600), (2, 1000), (6, 850)])
def test_what_a_gap_is_worth_is_not_the_limits_to_say(least, gap, points):
    instance = pair(mentee={"seniority": 0}, mentor={"seniority": gap}, seniority_gap=least)
    assert value(instance, "seniority") == points


@pytest.mark.parametrize(
    ("least", "level", "may_be"),
    [
        *((1, None, False), (1, 1, True)),
        *((500, 1, True), (501, 1, False)),
        *((1000, 1, False), (1000, 2, True)),
    ],
)
def test_so_much_of_what_is_wanted_is_taught(least, level, may_be):
    """A beginner at level 1 teaches somebody who knows nothing half of all there is."""
    knows = () if level is None else (Skill("go", level),)
    instance = pair(mentor={"skills": knows}, skill=least)
    assert broken(instance) == (() if may_be else ("skill",))


@pytest.mark.parametrize(
    ("percent", "may_be"), [(1, True), (75, True), (76, False), (80, False), (100, False)]
)
def test_there_are_so_many_weeks_with_a_meeting_rounded_up(percent, may_be):
    """Lisbon and New York: three weeks of twelve have no hour in common, since only one of them has
    summer time. 76 of a hundred of twelve weeks are ten."""
    instance = pair(
        mentee={"timezone": "Europe/Lisbon", "availability": (Window((0,), 18 * 60 + 30, 120),)},
        mentor={"timezone": "America/New_York", "availability": (Window((0,), 12 * 60, 180),)},
        weeks_percent=percent,
    )
    assert broken(instance) == (() if may_be else ("time",))


@pytest.mark.parametrize(
    ("minutes", "starts", "points"),
    [(15, 8, 1000), (30, 7, 875), (60, 5, 625), (105, 2, 250), (120, 1, 125), (135, 0, 0)],
)
def test_a_meeting_is_so_long(minutes, starts, points):
    """Two hours in common have fewer starts of a longer meeting, and that is what time counts."""
    instance = pair(meeting_minutes=minutes)
    assert broken(instance) == (() if starts else ("time",))
    assert value(instance, "time") == points
    first = [f"{at:%a %H:%M}" for at in explain(instance, "ana", "bo").meetings]
    quarters = [f"Mon {18 + at // 4}:{at % 4 * 15:02}" for at in range(starts)]
    assert first == ([*quarters, "Mon 18:00", "Mon 18:00"][:3] if starts else [])


def test_a_long_meeting_may_go_on_past_sunday_midnight():
    hours = {"availability": (Window((6,), 22 * 60, 240),)}
    instance = pair(mentee=hours, mentor=hours, meeting_minutes=240)
    [sunday, *_] = explain(instance, "ana", "bo").meetings
    assert (broken(instance), f"{sunday:%a %H:%M}") == ((), "Sun 22:00")


def test_whoever_is_left_out_by_a_limit_is_counted_at_its_step():
    instance = pair(seniority_gap=5)
    [alone] = solve(instance).unmatched
    assert (alone.reason, alone.detail["skill"], alone.detail["seniority"]) == ("seniority", 1, 0)
    assert alone.would_help == ({"change": "seniority", "opens": 1},)


def test_a_pair_that_is_held_stays_and_says_which_limits_it_breaks():
    instance = pair(seniority_gap=5, skill=1000, mentor={"skills": (Skill("go", 1),)})
    [kept] = solve(replace(instance, locked=frozenset({("ana", "bo")}))).pairs
    assert kept.broken_rules == ("skill", "seniority")


@pytest.mark.parametrize(("minutes", "told"), [(15, 60), (60, 60), (90, 90), (240, 240)])
def test_hours_that_would_help_are_as_long_as_a_meeting_and_no_less_than_one(minutes, told):
    evenings = {"availability": (Window((2,), 18 * 60, 300),)}
    instance = pair(mentor=evenings, meeting_minutes=minutes)
    assert hours_for(instance, "ana") == [
        {"change": "hours", "day": 2, "start": "18:00", "minutes": told, "opens": 1}
    ]


def test_an_unusual_length_is_told_to_both_and_kept_with_the_pair():
    told = told_to_everybody(pair(), solve(pair()))
    assert "meeting_minutes" not in told["mentees"]["ana"]
    short = pair(meeting_minutes=30)
    told = told_to_everybody(short, solve(short))
    assert told["mentees"]["ana"]["meeting_minutes"] == 30
    assert told["mentors"]["bo"][0]["meeting_minutes"] == 30
    [mentee], [mentor] = short.mentees, short.mentors
    kept = explanation(mentee=mentee, mentor=mentor, components={}, minutes=30)
    assert kept["meeting_minutes"] == 30


def result_of(raw):
    tree = result_tree(solve(read_instance(raw)))
    del tree["summary"]["seconds"]
    return json.dumps(tree)


def test_the_usual_limits_written_out_change_no_byte():
    """Of the fingerprint neither: it is part of the result."""
    tree = json.loads(SPRING)
    limits = {"seniority_gap": 1, "skill": 1, "weeks_percent": 80, "meeting_minutes": 60}
    tree["config"] = tree.get("config", {}) | {"limits": limits}
    assert asdict(Limits()) == limits
    assert result_of(json.dumps(tree).encode()) == result_of(SPRING)


@pytest.mark.parametrize(
    "limits",
    [{"seniority_gap": 0}, {"skill": 2}, {"weeks_percent": 81}, {"meeting_minutes": 75}],
)
def test_any_other_limit_is_written_and_part_of_the_fingerprint(limits):
    instance = pair(**limits)
    assert instance_tree(instance)["config"]["limits"] == asdict(Limits()) | limits
    assert instance_of(instance_tree(instance)) == instance
    assert fingerprint(instance) != fingerprint(pair())


@settings(max_examples=40)
@given(st.integers(0, 2**32), ANY_LIMITS)
def test_with_any_limits_every_pair_scores_and_breaks_as_defined(seed, limits):
    compare(draw_instance(random.Random(seed), mentees=6, mentors=6, weeks=6, limits=limits))


@settings(max_examples=60)
@given(st.integers(0, 2**32), ANY_LIMITS)
def test_with_any_limits_small_programmes_are_matched_as_well_as_can_be(seed, limits):
    instance = draw_easy_instance(random.Random(seed), mentees=5, mentors=3)
    instance = replace(instance, config=Config(limits=limits))
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


def test_limits_that_are_drawn_let_some_meet_and_others_not():
    """The two tests above would pass on silence."""
    free = Limits(seniority_gap=0, skill=1, weeks_percent=1, meeting_minutes=15)
    hard = Limits(seniority_gap=4, skill=700, weeks_percent=100, meeting_minutes=120)
    counts = [
        compare(draw_instance(random.Random(1), mentees=16, mentors=16, limits=limits))
        for limits in (free, Limits(), hard)
    ]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) == 3
