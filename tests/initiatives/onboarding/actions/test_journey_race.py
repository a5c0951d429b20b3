"""Two clicks at once begin one walk and mark a step once; without the database's word they would
not."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

import pytest
from django.db import connection

from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.models import Completion, Journey
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

CLICKS = 4
LONG_ENOUGH_TO_MEET = 0.3


def at_once(work) -> list:
    barrier = Barrier(CLICKS)

    def click():
        try:
            barrier.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(CLICKS) as pool:
        return [job.result() for job in [pool.submit(click) for _click in range(CLICKS)]]


def test_starting_at_once_begins_one_walk():
    person, path = UserFactory(), PathFactory()

    journeys = at_once(lambda: start_journey(person=person, path=path))

    assert len({journey.pk for journey in journeys}) == 1
    assert Journey.objects.count() == 1


def test_marking_at_once_marks_once():
    journey = start_journey(person=UserFactory(), path=PathFactory(steps=[{"key": "a"}]))

    marks = at_once(lambda: complete_step(journey=journey, key="a"))

    assert len({mark.pk for mark in marks}) == 1
    assert Completion.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "name"),
    [(Journey, "onboarding_journey_one_open"), (Completion, "onboarding_completion_once")],
    ids=["journey", "completion"],
)
def test_with_the_guard_off_there_can_be_two(model, name, monkeypatch):
    """The twin: what the constraints refuse is possible, and happens, as soon as they are gone."""
    guard = next(one for one in model._meta.constraints if one.name == name)
    journey = start_journey(person=UserFactory(), path=PathFactory(steps=[{"key": "a"}]))
    complete_step(journey=journey, key="a")
    others = [one for one in model._meta.constraints if one is not guard]
    with monkeypatch.context() as without, connection.schema_editor() as schema:
        without.setattr(model._meta, "constraints", others)
        schema.remove_constraint(model, guard)
    try:
        row = model.objects.get()
        row.pk = None
        row.save()
        assert model.objects.count() == 2
    finally:
        model.objects.order_by("pk").last().delete()
        with connection.schema_editor() as schema:
            schema.add_constraint(model, guard)


def start_while_leaving(journey: Journey) -> None:
    """The click on "leave" falls between two looks of the start at the journeys there are."""
    leaving = []

    def leave():
        try:
            leave_journey(journey=journey)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:

        def meet(execute, sql, *rest):
            answer = execute(sql, *rest)
            if "onboarding_journey" in sql and not leaving:
                leaving.append(pool.submit(leave))
                wait(leaving, timeout=LONG_ENOUGH_TO_MEET)
            return answer

        with connection.execute_wrapper(meet):
            start_journey(person=journey.person, path=journey.path)
    leaving[0].result()


def test_starting_and_leaving_at_once_stay_one_walk():
    journey = start_journey(person=UserFactory(), path=PathFactory())

    start_while_leaving(journey)

    assert Journey.objects.get() == journey


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its transactions wait for each other")
def test_without_the_lock_there_are_two(monkeypatch):
    monkeypatch.setattr("initiatives.onboarding.actions.journey.hold", lambda name: None)
    journey = start_journey(person=UserFactory(), path=PathFactory())

    start_while_leaving(journey)

    assert Journey.objects.count() == 2
