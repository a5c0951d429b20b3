"""Who says "we met" completes steps of paths that count it, for both of the pair."""

import pytest

from initiatives.onboarding.actions.edition import take_newest
from initiatives.onboarding.actions.journey import (
    claim_prior_work,
    complete_step,
    leave_journey,
    start_journey,
)
from initiatives.onboarding.actions.meeting_steps import (
    complete_meeting_steps,
    withdraw_meeting_steps,
)
from initiatives.onboarding.models import Completion
from initiatives.onboarding.queries.own_record import journeys_of
from mentorship.cohort_life.actions.check_in import say_check_in
from mentorship.cohort_life.queries.met import meetings_of_pairs
from mentorship.models import Application, Match
from portal.people.actions.erase import erase_person
from tests.factories.onboarding import PathFactory, edition_of
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


def test_that_they_did_not_meet_completes_nothing(match, path):
    journey = start_journey(person=match.mentee.person, path=path)
    for week in (1, 2):
        say(match, match.mentee.person, week=week, word="ill")
    assert marks(journey) == {}


class TestTakingItBack:
    """Somebody pressed "We met" by mistake and answers for that week again."""

    @pytest.fixture
    def journey(self, match, path):
        journey = start_journey(person=match.mentee.person, path=path)
        for week in (1, 2):
            say(match, match.mentee.person, week=week)
        assert marks(journey) == {"talk": "met"}
        return journey

    def test_the_step_of_both_is_to_be_done_again_until_they_do_meet(self, match, path, journey):
        of_mentor = start_journey(person=match.mentor.person, path=path)
        say(match, match.mentor.person, week=1)
        say(match, match.mentor.person, week=1, word="ill")
        assert marks(journey) == {"talk": "met"}
        say(match, match.mentee.person, week=2, word="holiday")
        assert [marks(one) for one in (journey, of_mentor)] == [{}, {}]
        say(match, match.mentee.person, week=2)
        assert marks(journey) == {"talk": "met"}

    def test_what_the_other_says_of_that_week_stands(self, match, journey):
        say(match, match.mentor.person, week=2)
        say(match, match.mentee.person, week=2, word="holiday")
        assert marks(journey) == {"talk": "met"}

    def test_so_does_a_meeting_of_another_week(self, match):
        path = PathFactory(steps=[{"key": "talk", "kind": "meet", "counts": "met"}])
        journey = start_journey(person=match.mentee.person, path=path)
        for week in (1, 2):
            say(match, match.mentee.person, week=week)
        say(match, match.mentee.person, week=1, word="holiday")
        assert marks(journey) == {"talk": "met"}

    def test_so_does_whatever_they_answer_that_was_no_meeting_before(self, match, journey):
        for word in ("holiday", "ill"):
            say(match, match.mentor.person, week=2, word=word)
        assert marks(journey) == {"talk": "met"}

    @pytest.mark.parametrize("source", ["verified", "github", "attendance", "task"])
    def test_what_others_say_of_the_step_is_never_touched(self, match, journey, source):
        Completion.objects.update(source=source)
        say(match, match.mentee.person, week=2, word="holiday")
        assert marks(journey) == {"talk": source}

    def test_an_own_word_of_before_stands_again_as_it_was(self, match, path, at):
        journey = start_journey(person=match.mentee.person, path=path)
        complete_step(journey=journey, key="hello")
        own = claim_prior_work(journey=journey, key="talk")
        for week in (1, 2):
            say(match, match.mentee.person, week=week)
        assert marks(journey) == {"hello": "self", "talk": "met"}
        say(match, match.mentee.person, week=1, word="ill")
        assert marks(journey) == {"hello": "self", "talk": "prior"}
        again = Completion.objects.get(key="talk")
        assert (again.at, again.was, again.was_at) == (own.at, "", None)

    def test_what_it_had_opened_stays_open(self, match):
        path = PathFactory(
            steps=[
                {"key": "talk", "kind": "meet", "counts": "met"},
                {"key": "go", "needs": ["talk"]},
            ]
        )
        journey = start_journey(person=match.mentee.person, path=path)
        say(match, match.mentee.person, week=1)
        say(match, match.mentee.person, week=1, word="ill")
        journey.refresh_from_db()
        assert (marks(journey), journey.kept_open) == ({}, ["go"])
        complete_step(journey=journey, key="go")

    def test_credit_from_an_edition_that_asked_for_less_stays(self, match):
        once = {**STEPS[1], "how_many": 1}
        path = PathFactory(steps=[STEPS[0], once])
        journey = start_journey(person=match.mentee.person, path=path)
        say(match, match.mentee.person, week=1)
        edition_of(path, *STEPS)
        take_newest(journey=journey, now=day(9))
        assert journey.edition.number == 2
        say(match, match.mentee.person, week=2)
        say(match, match.mentee.person, week=2, word="holiday")
        assert marks(journey) == {"talk": "met"}

    def test_a_meeting_they_were_not_at_after_all_leaves_what_was_said_before(self, match, at):
        talk = {"kind": "meet", "counts": "met", "how_many": 2, "meeting": "docs-call"}
        path = PathFactory(steps=[{**talk, "key": "own"}, {**talk, "key": "pair"}])
        person = match.mentee.person
        journey = start_journey(person=person, path=path)
        own = claim_prior_work(journey=journey, key="own")
        for week in (1, 2):
            say(match, person, week=week)
        there = {"people": [person], "series_slug": "docs-call", "how": "attended"}
        complete_meeting_steps(**there)
        assert marks(journey) == {"own": "attendance", "pair": "attendance"}
        withdraw_meeting_steps(**there)
        assert marks(journey) == {"own": "met", "pair": "met"}

        say(match, person, week=1, word="ill")
        assert marks(journey) == {"own": "prior"}
        assert Completion.objects.get().at == own.at

    def test_what_somebody_said_who_has_gone_is_not_taken_back_in_another_pair(
        self, match, superuser
    ):
        person = match.mentee.person
        path = PathFactory(steps=[{"key": "talk", "kind": "meet", "counts": "met"}])
        journey = start_journey(person=person, path=path)
        say(match, match.mentor.person, week=1)
        erase_person(person=match.mentor.person, by=superuser)
        other = pair_together()
        Application.objects.filter(pk=other.mentee_id).update(person=person)
        other = Match.objects.get(pk=other.pk)
        for word in ("met", "met", "ill"):
            say_check_in(match=other, by=person, week=2, word=word, now=day(10))
        assert marks(journey) == {"talk": "met"}

    def test_of_two_who_said_so_one_after_the_other_both_may_take_it_back(self, match):
        path = PathFactory(steps=[{"key": "talk", "kind": "meet", "counts": "met"}])
        journey = start_journey(person=match.mentee.person, path=path)
        for word in ("met", "ill"):
            for person, at in ((match.mentor.person, day(9)), (match.mentee.person, day(10))):
                say_check_in(match=match, by=person, week=2, word=word, now=at)
        assert marks(journey) == {}

    def test_said_twice_it_is_taken_back_all_the_same(self, match, journey):
        say_check_in(match=match, by=match.mentee.person, week=2, word="met", now=day(10))
        say_check_in(match=match, by=match.mentee.person, week=2, word="ill", now=day(10))
        assert marks(journey) == {}

    def test_who_left_meanwhile_comes_back_to_no_step_that_rested_on_it(self, match, journey):
        leave_journey(journey=journey)
        say(match, match.mentee.person, week=2, word="holiday")
        start_journey(person=match.mentee.person, path=journey.path)
        assert marks(journey) == {}

    def test_the_copy_of_their_data_says_what_stood_there_before(self, match, path):
        journey = start_journey(person=match.mentee.person, path=path)
        own = claim_prior_work(journey=journey, key="talk")
        for week in (1, 2):
            say(match, match.mentee.person, week=week)
        [walk] = journeys_of(person=match.mentee.person)
        [step] = walk["steps"]
        assert (step["source"], step["was"], step["was_at"]) == ("met", "prior", own.at.isoformat())


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
