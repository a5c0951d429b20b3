"""A task that was taken and is done completes the steps that count it, whenever it was done."""

from datetime import timedelta

import pytest

from initiatives.actions.task import end_claims
from initiatives.actions.task_claim import claim_task, give_back_task, hand_in_task
from initiatives.models import TaskState
from initiatives.onboarding.actions.counted_steps import complete_counted_steps
from initiatives.onboarding.actions.edition import confirm_covered
from initiatives.onboarding.actions.journey import (
    NotOwnMark,
    complete_step,
    leave_journey,
    start_journey,
    undo_step,
)
from initiatives.onboarding.actions.own_work import count_own_work
from portal.kit import clock
from tests.factories.initiatives import InitiativeFactory, TaskFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory
from tests.named_locks import queries_of_locks

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

STEPS = [{"key": "hello"}, {"key": "take", "needs": ["hello"], "counts": "task"}]


@pytest.fixture
def group():
    return InitiativeFactory()


@pytest.fixture
def path(group):
    return PathFactory(steps=STEPS, initiative=group)


def do_a_task(person, group=None):
    task = TaskFactory(initiative=group or InitiativeFactory())
    claim_task(task=task, by=person)
    hand_in_task(task=task, by=person)


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def test_a_task_that_was_handed_in_completes_the_step(member, path, group):
    journey = start_journey(person=member, path=path)
    do_a_task(member, group)
    assert marks(journey) == {"take": "task"}


def test_so_does_one_that_its_tracker_closed_as_done(member, path, group):
    journey = start_journey(person=member, path=path)
    task = TaskFactory(initiative=group)
    claim_task(task=task, by=member)
    task.state = TaskState.DONE
    end_claims([task], now=clock.now())
    assert marks(journey) == {"take": "task"}


def test_one_that_was_given_back_or_went_away_completes_nothing(member, path, group):
    journey = start_journey(person=member, path=path)
    back, gone = TaskFactory.create_batch(2, initiative=group)
    claim_task(task=back, by=member)
    give_back_task(task=back, by=member)
    claim_task(task=gone, by=member)
    gone.state = TaskState.WITHDRAWN
    end_claims([gone], now=clock.now())
    assert marks(journey) == {}


def test_a_task_of_another_group_counts_only_where_the_path_is_of_no_group(member, path):
    own = start_journey(person=member, path=path)
    of_all = start_journey(person=member, path=PathFactory(steps=STEPS))
    do_a_task(member)
    assert (marks(own), marks(of_all)) == ({}, {"take": "task"})


def test_two_tasks_where_two_are_asked_for(member):
    steps = [{"key": "take", "counts": "task", "how_many": 2}]
    journey = start_journey(person=member, path=PathFactory(steps=steps))
    do_a_task(member)
    assert marks(journey) == {}
    do_a_task(member)
    assert marks(journey) == {"take": "task"}


def test_it_takes_the_place_of_ones_own_word_and_is_not_taken_back(member, path, group):
    journey = start_journey(person=member, path=path)
    for key in ("hello", "take"):
        complete_step(journey=journey, key=key)
    do_a_task(member, group)
    with pytest.raises(NotOwnMark):
        undo_step(journey=journey, key="take")
    assert marks(journey) == {"hello": "self", "take": "task"}


def test_the_word_of_github_takes_its_place_and_the_same_word_changes_nothing(member, path, group):
    journey = start_journey(person=member, path=path)
    do_a_task(member, group)
    [key] = marks(journey)
    again = {"journey": journey, "kept": {key: clock.now()}}
    assert complete_counted_steps(**again) == 0
    journey.edition.steps.update(counts="merged", repository="ossf/demo")
    assert complete_counted_steps(**again) == 1
    assert marks(journey) == {key: "github"}


def test_nobody_elses_walk_and_none_that_was_left_is_touched(member, path, group):
    other = start_journey(person=UserFactory(), path=path)
    journey = start_journey(person=member, path=path)
    leave_journey(journey=journey)
    do_a_task(member, group)
    assert (marks(journey), marks(other)) == ({}, {})

    start_journey(person=member, path=path)
    assert (marks(journey), marks(other)) == ({"take": "task"}, {})


def test_what_was_done_before_they_began_is_asked_about_once(member, path, group, at, now):
    do_a_task(member, group)
    at(now + timedelta(days=1))
    journey = start_journey(person=member, path=path)
    assert (marks(journey), journey.covered) == ({}, ["take"])

    confirm_covered(journey=journey, now=clock.now())
    assert (marks(journey), journey.covered) == ({"take": "prior"}, [])


def test_it_asks_little_of_the_many_who_walk_no_such_path(member, django_assert_num_queries):
    start_journey(person=member, path=PathFactory())
    with django_assert_num_queries(3):  # the question between the marks of a savepoint
        assert count_own_work(people=[member.pk]) == 0


@pytest.mark.parametrize(("many", "queries"), [(1, 14), (3, 30)])
def test_it_asks_once_what_people_did_and_eight_times_for_each_walk(
    many, queries, path, group, django_assert_num_queries
):
    people = UserFactory.create_batch(many)
    for person in people:
        start_journey(person=person, path=path)
    claims = [claim_task(task=TaskFactory(initiative=group), by=person) for person in people]
    for claim in claims:
        claim.ended_at, claim.end = clock.now(), "done"
        claim.save()
    with django_assert_num_queries(queries + queries_of_locks(2 * many)):
        assert count_own_work(people=[person.pk for person in people]) == many
