"""Who says "we met" completes steps of paths that count it, for both of the pair."""

import pytest

from initiatives.onboarding.actions.journey import start_journey
from mentorship.cohort_life.actions.check_in import say_check_in
from mentorship.cohort_life.queries.met import meetings_of_pairs
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pair_together

pytestmark = pytest.mark.django_db

STEPS = [{"key": "hello"}, {"key": "talk", "kind": "meet", "counts": "met", "how_many": 2}]


@pytest.fixture
def match(at):
    match = pair_together()
    at(day(1).isoformat())
    return match


@pytest.fixture
def path():
    return PathFactory(steps=STEPS)


def say(match, person, week, word="met"):
    say_check_in(match=match, by=person, week=week, word=word, now=day(9))


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def test_two_weeks_in_which_they_met_are_two_meetings_whoever_says_so(match, path):
    mentee, mentor = match.mentee.person, match.mentor.person
    journeys = [start_journey(person=person, path=path) for person in (mentee, mentor)]
    say(match, mentee, week=1)
    say(match, mentor, week=1)
    assert [marks(journey) for journey in journeys] == [{}, {}]
    say(match, mentor, week=2)
    assert [marks(journey) for journey in journeys] == [{"talk": "met"}, {"talk": "met"}]


def test_that_they_did_not_meet_completes_nothing_and_takes_nothing_back(match, path):
    journey = start_journey(person=match.mentee.person, path=path)
    told = []
    for word in ("ill", "met", "holiday"):
        for week in (1, 2):
            say(match, match.mentee.person, week=week, word=word)
        told.append(marks(journey))
    assert told == [{}, {"talk": "met"}, {"talk": "met"}]


def test_what_was_said_before_they_began_is_asked_about_once(match, path, at):
    for week in (1, 2):
        say(match, match.mentee.person, week=week)
    at(day(10).isoformat())
    journey = start_journey(person=match.mentee.person, path=path)
    assert (marks(journey), journey.covered) == ({}, ["talk"])


def test_nobody_elses_walk_is_touched(match, path):
    journey = start_journey(person=UserFactory(), path=path)
    for week in (1, 2):
        say(match, match.mentee.person, week=week)
    assert (marks(journey), journey.covered) == ({}, [])


def test_one_question_for_any_number_of_people(match, django_assert_num_queries):
    for week in (1, 2):
        say(match, match.mentee.person, week=week)
    people = [match.mentee.person_id, match.mentor.person_id]
    with django_assert_num_queries(1):
        assert len(meetings_of_pairs(people=people)) == 4
