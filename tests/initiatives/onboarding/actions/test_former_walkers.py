"""Who erases their account leaves a number: how many began a path in a year and how far they came."""

from datetime import UTC, datetime

import pytest

from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.models import FormerWalkers, Journey
from portal.people.actions.erase import erase_person
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

STEPS = [{"key": "hello"}, {"key": "again", "needs": ["hello"]}]


@pytest.fixture(autouse=True)
def new_year(at):
    at("2026-01-01T00:30:00+00:00")


@pytest.fixture
def path():
    return PathFactory(steps=STEPS)


def walker(path, *keys):
    person = UserFactory()
    journey = start_journey(person=person, path=path)
    for key in keys:
        complete_step(journey=journey, key=key)
    return person


def erase(*people) -> None:
    for person in people:
        erase_person(person=person, by=person)


def kept() -> list[tuple[int, str, int]]:
    return sorted(FormerWalkers.objects.values_list("year", "stage", "people"))


def test_each_stage_they_came_to_counts_once_more(path):
    erase(walker(path), walker(path, "hello"), walker(path, "hello", "again"))
    assert kept() == [(2026, "finished", 1), (2026, "first_step", 2), (2026, "started", 3)]
    assert not Journey.objects.exists()


def test_who_left_a_path_and_came_back_counts_once(path):
    person = walker(path, "hello")
    leave_journey(journey=Journey.objects.get())
    start_journey(person=person, path=path)
    erase(person)
    assert kept() == [(2026, "first_step", 1), (2026, "started", 1)]


def test_a_year_is_one_of_the_clock_of_the_portal(path):
    person = walker(path)
    Journey.objects.update(started_at=datetime(2025, 12, 31, 23, 59, tzinfo=UTC))
    erase(person)
    assert kept() == [(2025, "started", 1)]


def test_who_walked_nothing_leaves_no_number(path):
    erase(UserFactory())
    assert kept() == []
