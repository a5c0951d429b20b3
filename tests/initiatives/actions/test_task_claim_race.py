"""Two people, one task; one person, two tasks: in the same moment. Each guard has a twin without."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from initiatives.actions.task_claim import AlreadyAtAnother, TaskTaken, claim_task, lease
from initiatives.models import Task, TaskClaim
from initiatives.queries.tasks import standing_of
from portal.kit import clock
from tests.factories.initiatives import TaskFactory
from tests.factories.people import UserFactory

PEOPLE = 5
LONG_ENOUGH_TO_MEET = 10
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(pairs, press) -> list[str]:
    """What became of each press of a person on a task, in threads of their own."""
    start = Barrier(len(pairs), timeout=LONG_ENOUGH_TO_MEET)

    def one(pair) -> str:
        try:
            return press(*pair, start)
        except (TaskTaken, AlreadyAtAnother, IntegrityError) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(pairs)) as pool:
        return sorted(pool.map(one, pairs))


def guarded(task, person, start) -> str:
    start.wait()
    claim_task(task=task, by=person)
    return "claimed"


def unguarded(task, person, start) -> str:
    """Look first, write then, as one would without thinking of others."""
    standing = standing_of(task=task, person=person, now=clock.now())
    start.wait()
    if not standing.can_be_claimed:
        return "refused"
    lease(task=task, person=person, now=clock.now())
    return "claimed"


def many_people():
    task = TaskFactory()
    return [(task, person) for person in UserFactory.create_batch(PEOPLE)]


def many_tasks():
    person = UserFactory()
    return [(task, person) for task in TaskFactory.create_batch(PEOPLE)]


def test_one_of_many_people_gets_the_task():
    assert at_once(many_people(), guarded) == ["TaskTaken"] * (PEOPLE - 1) + ["claimed"]
    assert TaskClaim.objects.filter(ended_at=None).count() == 1


def test_without_the_guard_the_others_get_an_error_instead_of_words():
    """The twin. What is left is the constraint of the database."""
    said = at_once(many_people(), unguarded)
    assert said == ["IntegrityError"] * (PEOPLE - 1) + ["claimed"]


def test_a_person_gets_one_of_many_tasks():
    pairs = many_tasks()
    assert at_once(pairs, guarded) == ["AlreadyAtAnother"] * (PEOPLE - 1) + ["claimed"]
    assert TaskClaim.objects.filter(ended_at=None).count() == 1


def test_without_the_guard_the_other_tabs_get_an_error():
    """The twin."""
    said = at_once(many_tasks(), unguarded)
    assert said == ["IntegrityError"] * (PEOPLE - 1) + ["claimed"]


def test_without_the_constraint_many_have_the_same_task():
    """The twin of the twin: where nothing in the database decides, everybody has it."""
    with connection.schema_editor() as editor:
        one_a_task = TaskClaim._meta.constraints[0]
        editor.remove_constraint(TaskClaim, one_a_task)
    try:
        assert at_once(many_people(), unguarded) == ["claimed"] * PEOPLE
    finally:
        Task.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(TaskClaim, one_a_task)


def test_a_double_click_is_one_claim():
    task, person = TaskFactory(), UserFactory()
    assert at_once([(task, person)] * 2, guarded) == ["claimed", "claimed"]
    assert TaskClaim.objects.count() == 1
