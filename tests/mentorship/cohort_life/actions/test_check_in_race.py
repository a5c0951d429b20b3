"""A mentor says in one pair that they met and takes it back in another, in the same moment. The
guard has a twin without it."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction

from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.actions.own_work import count_on
from initiatives.onboarding.models import Completion, Journey
from initiatives.onboarding.queries.own_work import own_work
from mentorship.cohort_life.actions.check_in import say_check_in
from mentorship.cohort_life.actions.pair import PairOver
from mentorship.cohort_life.models import CheckIn
from mentorship.models import Match
from tests.factories.onboarding import PathFactory
from tests.mentorship.at_once import at_once, pressing
from tests.mentorship.cohort_life.many_pairs import many_pairs
from tests.mentorship.cohort_life.together import at as day

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = [{"key": "talk", "kind": "meet", "counts": "met", "how_many": 2}]


@pytest.fixture
def pairs(at):
    """Two of one mentor, who walks a path that asks for two meetings. In the second they met."""
    at(day(1).isoformat())
    first, second = Match.objects.filter(cohort=many_pairs(pairs=2)).order_by("pk")
    Match.objects.filter(pk=second.pk).update(mentor=first.mentor)
    second.refresh_from_db()
    start_journey(person=first.mentor.person, path=PathFactory(steps=STEPS))
    say(second, "met")
    return first, second


def facts(match, word):
    return {"match": match, "by": match.mentor.person, "week": 1, "word": word, "now": day(8)}


def say(match, word):
    say_check_in(**facts(match, word))


def test_one_meeting_that_is_left_completes_no_step_that_asks_for_two(pairs):
    first, second = pairs
    met = pressing("said", say_check_in, PairOver, **facts(first, "met"))
    ill = pressing("said", say_check_in, PairOver, **facts(second, "ill"))
    assert at_once(met, ill) == ["said", "said"]
    assert not Completion.objects.exists()


def test_what_is_said_but_not_yet_kept_is_waited_for_by_who_takes_back(pairs):
    first, second = pairs
    said, taken_back = Event(), Event()

    def say_and_linger():
        with transaction.atomic():
            say(first, "met")
            said.set()
            taken_back.wait(timeout=0.5)
        connection.close()

    mentor = Thread(target=say_and_linger)
    mentor.start()
    assert said.wait(timeout=30)
    say(second, "ill")
    taken_back.set()
    mentor.join(timeout=30)
    assert sorted(CheckIn.objects.values_list("word", flat=True)) == ["ill", "met"]
    assert not Completion.objects.exists()


def test_who_read_before_they_held_the_walk_would_complete_it(pairs):
    """The twin: what they did is read first, and taken back meanwhile."""
    first, second = pairs
    say(first, "met")
    Completion.objects.all().delete()
    journey = Journey.objects.get()
    pieces = own_work(people={journey.person_id})
    say(second, "ill")
    assert count_on(journey, pieces[journey.person_id]) == 1
