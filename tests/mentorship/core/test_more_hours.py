"""Hours that are said to open mentors open so many, and with a place free they give one."""

import random
from dataclasses import replace

import pytest

from bench.matching_instances import make_instance
from mentorship.core.instance import Rules, Window
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import UnknownPerson, explain, solve, what_would_help
from mentorship.core.more_hours import hours_for, hours_that_open
from mentorship.core.scoring import Scoreboard
from tests.mentorship.core import reference
from tests.mentorship.core.drawn import draw_instance


def with_hours(instance, told, mentee):
    """The instance in which somebody did what they were told."""
    hour, minute = map(int, told["start"].split(":"))
    added = Window((told["day"],), 60 * hour + minute, told["minutes"])
    return replace(
        instance,
        mentees=tuple(
            replace(each, availability=(*each.availability, added)) if each.id == mentee else each
            for each in instance.mentees
        ),
    )


def possible(instance, mentee):
    """Mentors with a place who may be theirs, pair by pair."""
    [one] = [each for each in instance.mentees if each.id == mentee]
    return {
        mentor.id
        for mentor in instance.mentors
        if mentor.capacity and not reference.broken_rules(instance, one, mentor)
    }


@pytest.mark.parametrize("seed", [1, 2, 4, 5])
def test_hours_open_as_many_mentors_as_they_say(seed):
    instance = draw_instance(random.Random(seed), mentees=5, mentors=14, weeks=6)
    board = Scoreboard(instance)
    told = {mentee.id: list(hours_that_open(board, at)) for at, mentee in enumerate(board.mentees)}
    assert any(told.values())
    for mentee, changes in told.items():
        before = possible(instance, mentee)
        assert len({change["day"] for change in changes}) == len(changes) <= 3
        for change in changes:
            after = possible(with_hours(instance, change, mentee), mentee)
            assert before < after
            assert len(after - before) == change["opens"]


def test_one_mentee_reads_the_same_as_among_all():
    instance = draw_instance(random.Random(1), mentees=5, mentors=14, weeks=6)
    board = Scoreboard(instance)
    for at, mentee in enumerate(board.mentees):
        assert hours_for(instance, mentee.id) == list(hours_that_open(board, at))
    assert hours_for(instance, "nobody") == []


def test_two_more_hours_would_have_given_these_people_a_mentor():
    """Everybody asked about, and the whole run again for each that there was room for."""
    instance = instance_of(make_instance(24, 20))
    alone = [each.mentee for each in solve(instance).unmatched]
    told = {each.mentee: each.would_help for each in solve(instance, asked=alone).unmatched}
    tried = 0
    for mentee, changes in told.items():
        for change in (each for each in changes if each["change"] == "hours"):
            again = solve(with_hours(instance, change, mentee))
            matched = {pair.mentee for pair in again.pairs}
            newly = possible(with_hours(instance, change, mentee), mentee)
            taken = [pair.mentor for pair in again.pairs]
            has_room = any(
                taken.count(mentor.id) < mentor.capacity
                for mentor in instance.mentors
                if mentor.id in newly
            )
            assert mentee in matched or not has_room
            tried += mentee in matched
    assert tried > 0


def test_one_person_is_told_all_that_would_help():
    instance = instance_of(make_instance(30, 10))
    mentee = solve(instance).unmatched[0].mentee
    [told] = [each for each in solve(instance, asked=[mentee]).unmatched if each.mentee == mentee]
    assert what_would_help(instance, mentee) == told.would_help
    with pytest.raises(UnknownPerson):
        what_would_help(instance, "nobody")


def test_who_has_a_mentor_needs_no_help():
    instance = instance_of(make_instance(30, 10))
    assert what_would_help(instance, solve(instance).pairs[0].mentee) == ()


def test_where_time_is_no_rule_hours_open_nobody():
    instance = draw_instance(random.Random(1), mentees=4, mentors=9, rules=Rules(time=False))
    board = Scoreboard(instance)
    assert [list(hours_that_open(board, at)) for at in range(4)] == [[]] * 4


def test_the_words_say_which_evening():
    """A mentor free on Wednesday evenings, a mentee free on Mondays only."""
    instance = instance_of(make_instance(1, 1))
    hours = {"timezone": "UTC", "languages": ("en",), "organisation": None}
    [mentee], [mentor] = instance.mentees, instance.mentors
    mentee = replace(mentee, seniority=1, availability=(Window((0,), 540, 60),), **hours)
    mentor = replace(
        mentor, seniority=4, capacity=1, availability=(Window((2,), 18 * 60 + 30, 90),), **hours
    )
    mentor = replace(mentor, skills=tuple(replace(each, level=5) for each in mentee.skills))
    alone = replace(instance, mentees=(mentee,), mentors=(mentor,), vetoes=frozenset())
    assert "time" in explain(alone, mentee.id, mentor.id).broken_rules
    assert [each for each in what_would_help(alone, mentee.id) if each["change"] == "hours"] == [
        {"change": "hours", "day": 2, "start": "19:00", "minutes": 60, "opens": 1}
    ]
