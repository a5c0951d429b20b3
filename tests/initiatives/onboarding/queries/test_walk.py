import pytest

from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.queries.walk import on_the_way
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def path():
    return PathFactory(steps=[{"key": "a"}, {"key": "b"}, {"key": "extra", "is_optional": True}])


def walker(path, *done):
    journey = start_journey(person=UserFactory(), path=path)
    for key in done:
        complete_step(journey=journey, key=key)
    return journey


def test_on_the_way_is_who_has_something_to_do_that_is_not_optional(path):
    new, halfway = walker(path), walker(path, "a", "extra")
    walker(path, "a", "b")
    leave_journey(journey=walker(path))
    walker(PathFactory(steps=[{"key": "a"}]))

    assert set(on_the_way().filter(path=path)) == {new, halfway}


@pytest.mark.parametrize("many", [1, 20])
def test_it_is_one_question_for_one_and_for_many(many, path, django_assert_num_queries):
    for _walker in range(many):
        walker(path, "a")
    with django_assert_num_queries(1):
        assert len(on_the_way()) == many
