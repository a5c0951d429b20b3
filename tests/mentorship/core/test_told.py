"""Nobody learns from what they are told of a matching what others said, or are."""

import json
import random
from dataclasses import replace
from datetime import date

import pytest

from mentorship.core.instance import Dials, Instance, Mentee, Mentor, Quota, Skill, Window
from mentorship.core.matching import solve
from mentorship.core.told import FEWEST_MENTORS, reason_told, told_alone, told_to_everybody
from tests.mentorship.core.drawn import draw_easy_instance, draw_instance

ORGANISATION, GROUP = "canary-organisation", "canary-group"


def told(instance):
    """With counterfactuals for all, hours too."""
    asked = [each.id for each in instance.mentees]
    return told_to_everybody(instance, solve(instance, asked=asked))


def marked(instance, draw):
    """Everybody has an id that is found in any text; some work at one place or are of one group."""

    def person(each, kind):
        return replace(
            each,
            id=f"canary-{kind}-{each.id}-",
            organisation=draw.choice((None, ORGANISATION)),
            group=draw.choice((None, GROUP)),
        )

    mentees = tuple(person(each, "mentee") for each in instance.mentees)
    mentors = tuple(person(each, "mentor") for each in instance.mentors)
    pairs = [(one.id, other.id) for one in mentees for other in mentors]
    return replace(
        instance,
        mentees=mentees,
        mentors=mentors,
        vetoes=frozenset(pair for pair in pairs if draw.random() < 0.3),
        mentee_preferences={pair: 1 for pair in pairs if draw.random() < 0.2},
        mentor_preferences={pair: 2 for pair in pairs if draw.random() < 0.2},
    )


def drawn(seed):
    draw = random.Random(seed)
    make = draw_easy_instance if seed % 2 else draw_instance
    return marked(make(draw, mentees=8, mentors=5), draw)


@pytest.mark.parametrize("seed", range(24))
def test_nobody_is_told_of_anybody_but_who_they_are_with(seed):
    instance = drawn(seed)
    found = told(instance)
    assert set(found["mentees"]) == {each.id for each in instance.mentees}
    assert set(found["mentors"]) == {each.id for each in instance.mentors}
    for mentee, said in found["mentees"].items():
        text = json.dumps(said)
        for other in {*found["mentees"], *found["mentors"]} - {said["mentor"]}:
            assert other not in text, mentee
        assert ORGANISATION not in text
        assert GROUP not in text
        for word in ("veto", "organisation", "conflict", "capacity", "score", "preference"):
            assert word not in text
    for mentor, pairs in found["mentors"].items():
        for said in pairs:
            text = json.dumps(said)
            for other in {*found["mentees"], *found["mentors"]} - {said["mentee"]}:
                assert other not in text, mentor
            assert ORGANISATION not in text
            assert GROUP not in text
            for word in ("veto", "organisation", "broken", "score", "preference"):
                assert word not in text


@pytest.mark.parametrize("seed", range(24))
def test_who_is_refused_is_told_what_they_are_told_where_no_place_was_left(seed):
    """The same words, whether a mentor refused them or they are kept apart, which is as if that
    mentor had no place."""
    instance = drawn(seed)
    apart = replace(instance, vetoes=frozenset(), apart=instance.vetoes)
    assert told(instance) == told(apart)


@pytest.mark.parametrize("seed", range(12))
def test_a_group_changes_nothing_that_is_told(seed):
    instance = drawn(seed)
    without = replace(
        instance, mentees=tuple(replace(each, group=None) for each in instance.mentees)
    )
    assert told(instance) == told(without)


def test_reasons_of_others_are_told_as_the_common_one():
    rare = ("conflict", "only_vetoed", "capacity", "quota", "not_ranked")
    assert {reason_told(each) for each in rare} == {"no_place"}
    assert reason_told("no_time") == "no_time"


def test_who_gave_way_to_a_group_is_told_that_no_place_was_left():
    always = {"timezone": "UTC", "availability": (Window(tuple(range(7)), 0, 1440),)}
    mentor = Mentor(
        id="bo", seniority=5, capacity=1, skills=(Skill("go", 5),), languages=("en",), **always
    )
    better, other = (
        Mentee(id=key, seniority=seniority, skills=(Skill("go", 0),), languages=("en",), **always)
        for key, seniority in (("ana", 1), ("cy", 4))
    )
    instance = Instance(
        name="two for one place",
        start=date(2026, 6, 1),
        weeks=4,
        mentees=(better, replace(other, group=GROUP)),
        mentors=(mentor,),
    )
    [pair] = solve(instance).pairs
    assert pair.mentee == "ana"
    dials = Dials(quotas=(Quota(GROUP, 1),))
    result = solve(replace(instance, config=replace(instance.config, dials=dials)))
    [alone] = result.unmatched
    assert (alone.mentee, alone.reason) == ("ana", "quota")
    assert told_to_everybody(instance, result)["mentees"]["ana"]["reason"] == "no_place"


def test_of_few_mentors_nothing_is_counted():
    """A count of four would tell of each of them."""
    for most, is_told in ((FEWEST_MENTORS, True), (FEWEST_MENTORS - 1, False)):
        left = dict.fromkeys(("mentors", "language", "time", "skill", "seniority"), 1)
        said = told_alone("no_time", left | {"mentors": most}, [{"change": "time", "opens": 2}])
        assert said["reason"] == "no_time"
        assert (bool(said["detail"]), bool(said["would_help"])) == (is_told, is_told)
