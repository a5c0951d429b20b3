"""A matching file is taken as it is or refused with every reason, each with place and field."""

import copy
import json
import random
from datetime import date

import pytest

from mentorship.core import instance_reading, json_reading
from mentorship.core.instance import Config, Limits, Rules, Skill, TeamsWanted, Window
from mentorship.core.instance_reading import (
    InstanceRefused,
    config_from,
    instance_of,
    read_instance,
)
from mentorship.core.instance_writing import fingerprint, instance_tree
from tests.mentorship.core.drawn import draw_instance, for_any_draw

MENTEE = {
    "id": "ana",
    "timezone": "Europe/Lisbon",
    "availability": [{"days": [0, 6], "start": "18:30", "minutes": 120}],
    "skills": [{"skill": "go", "level": 0, "importance": 3}],
    "languages": ["pt", "en"],
    "goals": ["speak", 1, True, None, 2.5],
    "initiatives": ["etcd", 7],
    "seniority": 2,
    "organisation": None,
    "group": "a",
}
MENTOR = MENTEE | {
    "id": "bo",
    "skills": [{"skill": "go", "level": 5}],
    "seniority": 5,
    "capacity": 2,
}
TREE = {
    "name": "Spring",
    "start": "2026-02-23",
    "weeks": 12,
    "mentees": [MENTEE],
    "mentors": [MENTOR],
    "vetoes": [["ana", "bo"]],
    "apart": [["ana", "bo"]],
    "mentee_preferences": [["ana", "bo", 3]],
    "mentor_preferences": [["ana", "bo", 5]],
    "locked": [["ana", "bo"]],
    "config": {"weights": {"skill": 10}, "rules": {"language": False}},
}


def test_everything_a_file_says_is_read():
    read = instance_of(TREE)
    assert (read.name, read.start, read.weeks) == ("Spring", date(2026, 2, 23), 12)
    [ana], [bo] = read.mentees, read.mentors
    assert (ana.id, ana.timezone, ana.seniority) == ("ana", "Europe/Lisbon", 2)
    assert ana.availability == (Window(days=(0, 6), start=18 * 60 + 30, minutes=120),)
    assert (ana.skills, bo.skills) == ((Skill("go", 0, 3),), (Skill("go", 5),))
    assert (ana.languages, ana.goals) == (("pt", "en"), ("speak", 1, True, None, 2.5))
    assert (ana.initiatives, ana.organisation, ana.group) == (("etcd", 7), None, "a")
    assert bo.capacity == 2
    assert read.vetoes == read.apart == read.locked == {("ana", "bo")}
    assert read.mentee_preferences == {("ana", "bo"): 3}
    assert read.mentor_preferences == {("ana", "bo"): 5}
    assert read.config == Config(
        weights=Config().weights | {"skill": 10}, rules=Rules(language=False)
    )


def test_lists_and_what_may_be_unknown_may_be_absent():
    def bare(person, *keys):
        return {key: person[key] for key in ("id", "timezone", "seniority", *keys)}

    read = instance_of(
        {key: TREE[key] for key in ("name", "start", "weeks")}
        | {"mentees": [bare(MENTEE)], "mentors": [bare(MENTOR, "capacity")]}
    )
    assert (read.mentees[0].skills, read.mentors[0].organisation) == ((), None)
    assert (read.vetoes, read.config) == (frozenset(), Config())


def test_what_is_said_twice_is_said_once():
    changed = changed_tree(mentees=[MENTEE | {"languages": ["en", "en"], "goals": [1, 1.0, True]}])
    [ana] = instance_of(changed).mentees
    assert (ana.languages, len(ana.goals)) == (("en",), 2)


def changed_tree(**changes):
    return copy.deepcopy(TREE) | changes


def errors_of(tree):
    with pytest.raises(InstanceRefused) as refusal:
        instance_of(tree)
    return [(error.where, error.field) for error in refusal.value.errors]


def person(kind=MENTEE, **changes):
    return changed_tree(**{"mentors" if "capacity" in kind else "mentees": [kind | changes]})


WINDOW = MENTEE["availability"][0]
WANTED, KNOWN = MENTEE["skills"][0], MENTOR["skills"][0]
ANA, BO = "mentees[0] (ana)", "mentors[0] (bo)"


@pytest.mark.parametrize(
    ("tree", "errors"),
    [
        (None, [("", ""), *[("", name) for name in ("name", "start", "weeks", "mentees", "mentors")]]),
        (changed_tree(vetos=[]), [("", "vetos")]),
        (changed_tree(name=""), [("", "name")]),
        (changed_tree(name=7), [("", "name")]),
        (changed_tree(name="x" * 201), [("", "name")]),
        (changed_tree(name="\ud800"), [("", "name")]),
        (changed_tree(start="2026-02-24"), [("", "start")]),
        (changed_tree(start="2026-02-30"), [("", "start")]),
        (changed_tree(start="20260223"), [("", "start")]),
        (changed_tree(start="0001-01-01"), [("", "start")]),
        (changed_tree(start=None), [("", "start")]),
        (changed_tree(weeks=0), [("", "weeks")]),
        (changed_tree(weeks=True), [("", "weeks")]),
        (changed_tree(weeks=12.0), [("", "weeks")]),
        (changed_tree(weeks=105), [("", "weeks")]),
        (person(timezone="Europe/Atlantis"), [(ANA, "timezone")]),
        (person(timezone="../UTC"), [(ANA, "timezone")]),
        (person(seniority=11), [(ANA, "seniority")]),
        (person(seniority="3"), [(ANA, "seniority")]),
        (person(nickname="a"), [(ANA, "nickname")]),
        (person(capacity=1), [(ANA, "capacity")]),
        (person(MENTOR, capacity=-1), [(BO, "capacity")]),
        (person(MENTOR, capacity=1001), [(BO, "capacity")]),
        (person(languages="en"), [(ANA, "languages")]),
        (person(languages=[1]), [(ANA, "languages")]),
        (person(languages=["x"] * 201), [(ANA, "languages")]),
        (person(goals=[[]]), [(ANA, "goals")]),
        (person(goals=[float("nan")]), [(ANA, "goals")]),
        (person(organisation={"id": 1}), [(ANA, "organisation")]),
        (person(organisation=""), [(ANA, "organisation")]),
        (person(availability=[WINDOW | {"days": []}]), [(f"{ANA} availability[0]", "days")]),
        (person(availability=[WINDOW | {"days": [7]}]), [(f"{ANA} availability[0]", "days")]),
        (person(availability=[WINDOW | {"days": [True]}]), [(f"{ANA} availability[0]", "days")]),
        (person(availability=[WINDOW | {"start": "24:00"}]), [(f"{ANA} availability[0]", "start")]),
        (person(availability=[WINDOW | {"start": "9:00"}]), [(f"{ANA} availability[0]", "start")]),
        (person(availability=[WINDOW | {"minutes": 0}]), [(f"{ANA} availability[0]", "minutes")]),
        (person(availability=[WINDOW | {"minutes": 10_081}]), [(f"{ANA} availability[0]", "minutes")]),
        (person(availability=[WINDOW | {"zone": "UTC"}]), [(f"{ANA} availability[0]", "zone")]),
        (person(skills=[WANTED | {"level": 4}]), [(f"{ANA} skills[0]", "level")]),
        (person(skills=[WANTED | {"importance": 0}]), [(f"{ANA} skills[0]", "importance")]),
        (person(skills=[WANTED, WANTED]), [(ANA, "skills")]),
        (person(MENTOR, skills=[KNOWN | {"level": 0}]), [(f"{BO} skills[0]", "level")]),
        (person(MENTOR, skills=[KNOWN | {"importance": 1}]), [(f"{BO} skills[0]", "importance")]),
        (person(skills=["go"]), [(f"{ANA} skills[0]", name) for name in ("", "skill", "level", "importance")]),
        (changed_tree(mentees=[MENTEE, MENTEE]), [("", "mentees")]),
        (changed_tree(mentors=[MENTOR, MENTOR]), [("", "mentors")]),
        (changed_tree(mentees={}, vetoes=[], apart=[], locked=[], mentee_preferences=[], mentor_preferences=[]), [("", "mentees")]),
        (changed_tree(vetoes=[["eve", "bo"]]), [("", "vetoes[0]")]),
        (changed_tree(vetoes=[["ana", "eve"]]), [("", "vetoes[0]")]),
        (changed_tree(vetoes=[["bo", "ana"]]), [("", "vetoes[0]")]),
        (changed_tree(vetoes=[["ana", ["bo"]], ["ana"], 5]), [("", f"vetoes[{at}]") for at in range(3)]),
        (changed_tree(mentee_preferences=[["ana", "bo", 4]]), [("", "mentee_preferences")]),
        (changed_tree(mentee_preferences=[["ana", "bo", 1], ["ana", "bo", 2]]), [("", "mentee_preferences")]),
        (changed_tree(mentor_preferences=[["ana", "bo", 6]]), [("", "mentor_preferences")]),
        (changed_tree(mentor_preferences=[["ana", "bo"]]), [("", "mentor_preferences[0]")]),
        (
            changed_tree(mentors=[MENTOR, MENTOR | {"id": "cy"}], locked=[["ana", "bo"], ["ana", "cy"]]),
            [("", "locked")],
        ),
        (changed_tree(config=[]), [("config", "")]),
        (changed_tree(config={"wieghts": {}}), [("config", "wieghts")]),
        (changed_tree(config={"weights": {"skil": 1}}), [("config weights", "skil")]),
        (changed_tree(config={"weights": {"skill": -1}}), [("config weights", "skill")]),
        (changed_tree(config={"weights": dict.fromkeys(Config().weights, 0)}), [("config", "weights")]),
        (changed_tree(config={"rules": {"veto": False}}), [("config rules", "veto")]),
        (changed_tree(config={"rules": {"time": 0}}), [("config rules", "time")]),
        (changed_tree(config={"limits": []}), [("config limits", "")]),
        (changed_tree(config={"limits": {"weeks": 80}}), [("config limits", "weeks")]),
        (changed_tree(config={"limits": {"skill": 1.0}}), [("config limits", "skill")]),
    ],
)  # fmt: skip
def test_each_defect_is_named_with_its_place(tree, errors):
    assert errors_of(tree) == errors


def test_all_defects_are_told_at_once_but_no_more_than_a_hundred():
    tree = changed_tree(
        weeks=0, mentees=[MENTEE | {"seniority": None, "id": str(n)} for n in range(500)]
    )
    assert len(errors_of(tree)) == 100


def test_an_error_reads_like_a_sentence_with_its_place():
    with pytest.raises(InstanceRefused, match="is not a time zone we know") as refusal:
        instance_of(person(timezone="Mars/Ω" + "x" * 90))
    [line] = str(refusal.value).splitlines()
    assert line.startswith('mentees[0] (ana): timezone: "Mars/Ωxxx')
    assert len(line) < 140


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "Line 1, column 1: Expecting value."),
        (b'{"a": 1,', "Line 1, column 9"),
        (b"\xff", "Byte 0 is not UTF-8 text."),
        (b'{"a": NaN}', "NaN is not a JSON number."),
        (b'{"a": -Infinity}', "-Infinity is not a JSON number."),
        (b'{"a": 1e999}', 'The number "1e999" is too big.'),
        (b'{"a": ' + b"9" * 5000 + b"}", "is too big."),
        (b'{"a": 1, "b": 2, "a": 3}', 'The key "a" stands twice in one object.'),
        (b"[" * 100_000, "It is nested too deeply."),
    ],
)
def test_what_is_no_json_is_refused_in_a_sentence(raw, message):
    with pytest.raises(InstanceRefused) as refusal:
        read_instance(raw)
    [error] = refusal.value.errors
    assert (error.where, error.field) == ("file", "")
    assert message in error.message
    assert len(error.message) < 120


def test_a_mark_of_byte_order_is_no_text():
    assert read_instance(b"\xef\xbb\xbf" + json.dumps(TREE).encode()).name == "Spring"


def test_size_is_bounded_before_it_is_work(monkeypatch):
    monkeypatch.setattr(json_reading, "MAX_BYTES", 10)
    with pytest.raises(InstanceRefused, match="larger than"):
        read_instance(json.dumps(TREE).encode())
    monkeypatch.setattr(instance_reading, "MAX_PAIRS", 0)
    assert errors_of(TREE) == [("", "mentees")]


@for_any_draw(seeds=5, more=50)
def test_an_instance_written_and_read_is_the_same(draw):
    instance = draw_instance(draw, mentees=5, mentors=4)
    again = read_instance(json.dumps(instance_tree(instance)).encode())
    assert instance_tree(again) == instance_tree(instance)
    assert fingerprint(again) == fingerprint(instance)


def test_the_fingerprint_knows_no_order_of_rows_and_every_fact():
    instance = draw_instance(random.Random(3), mentees=4, mentors=4)
    tree = instance_tree(instance)
    shuffled = copy.deepcopy(tree)
    for rows in (shuffled["mentees"], shuffled["mentors"], shuffled["mentee_preferences"]):
        rows.reverse()
    assert fingerprint(instance_of(shuffled)) == fingerprint(instance)
    shuffled["mentors"][0]["capacity"] += 1
    assert fingerprint(instance_of(shuffled)) != fingerprint(instance)


def test_a_config_is_read_by_itself_as_in_a_file():
    """A program keeps one without a file around it."""
    assert config_from({"weights": {"skill": 50}, "rules": {"organisation": False}}) == Config(
        weights=Config().weights | {"skill": 50}, rules=Rules(organisation=False)
    )
    with pytest.raises(InstanceRefused, match="weights"):
        config_from({"weights": {"skil": 50}})


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        ({"seniority_gap": -1}, "seniority_gap: must be a whole number from 0 to 10, not -1"),
        ({"seniority_gap": 11}, "seniority_gap: must be a whole number from 0 to 10, not 11"),
        ({"skill": 0}, "skill: must be a whole number from 1 to 1,000, not 0"),
        ({"skill": 1001}, "skill: must be a whole number from 1 to 1,000, not 1001"),
        ({"weeks_percent": 0}, "weeks_percent: must be a whole number from 1 to 100, not 0"),
        ({"weeks_percent": 101}, "weeks_percent: must be a whole number from 1 to 100, not 101"),
        ({"meeting_minutes": 0}, "meeting_minutes: must be a whole number from 15 to 240, not 0"),
        ({"meeting_minutes": 255}, "meeting_minutes: must be a whole number from 15 to 240, not 255"),
        ({"meeting_minutes": 50}, "meeting_minutes: must be whole quarter hours, like 45, not 50"),
        ({"minutes": 60}, "minutes: is not a key we know"),
    ],
)  # fmt: skip
def test_a_limit_out_of_its_range_is_refused_with_the_range(limits, message):
    with pytest.raises(InstanceRefused) as refused:
        config_from({"limits": limits})
    assert str(refused.value) == f"config limits: {message}"


def test_limits_are_read_as_far_as_they_are_said():
    told = {"seniority_gap": 0, "skill": 1000, "weeks_percent": 1, "meeting_minutes": 240}
    assert config_from({"limits": told}).limits == Limits(**told)
    assert config_from({"limits": {"skill": 300}}).limits == Limits(skill=300)


TEAMS = {"count": 2, "size": 3, "roles": {"navigator": ["bo"]}}
ASKS_FOR_TEAMS = {key: value for key, value in TREE.items() if key != "locked"} | {"teams": TEAMS}


def test_teams_are_read_and_written_again():
    instance = instance_of(ASKS_FOR_TEAMS)
    assert instance.teams == TeamsWanted(2, 3, {"navigator": ("bo",)})
    assert instance_of(instance_tree(instance)).teams == instance.teams
    assert instance_tree(instance)["teams"] == TEAMS


@pytest.mark.parametrize(
    ("teams", "message"),
    [
        ([], "teams: must be an object, not a list"),
        (TEAMS | {"sizes": 3}, "teams: sizes: is not a key we know"),
        (TEAMS | {"size": 0}, "teams: size: must be a whole number from 1 to 200, not 0"),
        ({"size": 3, "roles": {"lead": ["bo"]}}, "teams: count: is missing"),
        (TEAMS | {"roles": {}}, "teams: roles: are none"),
        (TEAMS | {"roles": {"": ["bo"]}}, "teams roles: role: is empty"),
        (TEAMS | {"roles": {"lead": ["cy"]}}, 'teams roles: lead: "cy" is no mentor of this file'),
        (
            TEAMS | {"roles": {"lead": ["bo"], "navigator": ["bo"]}},
            'teams roles: roles: "bo" stands there twice',
        ),
    ],
)
def test_teams_that_cannot_be_meant_are_refused_by_their_place(teams, message):
    with pytest.raises(InstanceRefused) as refused:
        instance_of(ASKS_FOR_TEAMS | {"teams": teams})
    assert message in str(refused.value).split("\n")


def test_a_mentee_leads_no_team():
    with pytest.raises(InstanceRefused, match='"ana" is a mentee of this file, too'):
        instance_of(
            ASKS_FOR_TEAMS
            | {"mentors": [MENTOR, MENTOR | {"id": "ana"}]}
            | {"teams": TEAMS | {"roles": {"lead": ["ana"]}}}
        )


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"locked": [["ana", "bo"]]}, "locked: are pairs, and this file asks for teams"),
        ({"published": [["ana", "bo"]]}, "published: are pairs, and this file asks for teams"),
        (
            {"config": {"dials": {"every_mentor": True}}},
            "config: has dials or mentors who select, and this file asks for teams",
        ),
    ],
)
def test_what_is_about_pairs_is_refused_beside_teams(more, message):
    with pytest.raises(InstanceRefused) as refused:
        instance_of(ASKS_FOR_TEAMS | more)
    assert str(refused.value) == message


def test_teams_of_very_many_are_refused(monkeypatch):
    monkeypatch.setattr(instance_reading, "MAX_TEAM_PAIRS", 0)
    with pytest.raises(InstanceRefused, match="teams: can be formed of at most 0 pairs of people"):
        instance_of(ASKS_FOR_TEAMS)
