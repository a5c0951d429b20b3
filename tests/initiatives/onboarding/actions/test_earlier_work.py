"""What people did before it was a step of theirs is asked for together, and mostly not at all."""

import pytest

from initiatives.onboarding.actions.earlier_work import catch_up
from initiatives.onboarding.models import Completion, Edition, Journey
from portal.kit import clock
from tests.factories.initiatives import TaskFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def walkers(many, path):
    """Who walk it and have done a task since, of which nobody has told their walks."""
    walks = [
        Journey.objects.create(person=UserFactory(), path=path, edition=path.editions.get())
        for _ in range(many)
    ]
    now = clock.now()
    for walk in walks:
        times = {"claimed_at": now, "leased_until": now, "ended_at": now}
        walk.person.task_claims.create(task=TaskFactory(), end="done", **times)
    return walks


def edition_with_steps(path):
    return Edition.objects.select_related("path").prefetch_related("steps").get(path=path)


@pytest.mark.parametrize("many", [1, 20])
def test_it_asks_the_same_for_one_who_begins_and_for_many(many, django_assert_num_queries):
    path = PathFactory(steps=[{"key": "take", "counts": "task"}, {"key": "hello"}])
    walks, edition = walkers(many, path), edition_with_steps(path)
    # Tasks, pairs and what is done, two writes, and the marks of a savepoint around them.
    with django_assert_num_queries(7):
        catch_up(journeys=walks, edition=edition)
    assert list(Completion.objects.values_list("key", "source")) == [("take", "task")] * many


def test_it_asks_nothing_where_no_step_says_so_much(django_assert_num_queries):
    path = PathFactory()
    walks, edition = walkers(1, path), edition_with_steps(path)
    with django_assert_num_queries(2):  # the marks of a savepoint
        catch_up(journeys=walks, edition=edition)
    assert not Completion.objects.exists()
