from datetime import timedelta

import pytest
from django.urls import reverse

from initiatives.queries.task_offers import offers
from portal.core.fit import Offer
from tests.factories.initiatives import InitiativeFactory, TaskFactory

pytestmark = pytest.mark.django_db


def test_a_task_is_offered_with_what_it_asks_for(now):
    group = InitiativeFactory(slug="bomctl", name="bomctl", languages=["en"])
    task = TaskFactory(
        initiative=group,
        title="Say how to begin",
        repository="bomctl/bomctl",
        role="docs",
        size="s",
        is_for_newcomers=True,
        skills=["go", "technical-writing"],
    )
    url = reverse("initiatives:task", args=[task.key])

    assert offers(now=now) == [
        Offer(
            kind="task",
            key=str(task.key),
            title="Say how to begin",
            url=url,
            action="See the task",
            action_url=url,
            group="bomctl",
            group_name="bomctl",
            summary="An evening · bomctl/bomctl",
            skills=frozenset({"go", "technical-writing"}),
            roles=frozenset({"docs"}),
            languages=frozenset({"en"}),
            is_open_to_newcomers=True,
            is_asking=True,
            cared_for=now.date(),
        )
    ]


def test_a_task_that_says_little_says_nothing_untrue(now):
    TaskFactory(repository="bomctl/bomctl")
    [offer] = offers(now=now)
    assert (offer.summary, offer.roles, offer.skills, offer.languages) == (
        "bomctl/bomctl",
        frozenset(),
        frozenset(),
        frozenset(),
    )


@pytest.mark.parametrize(
    "facts", [{"state": "in-review"}, {"state": "done"}, {"state": "withdrawn"}]
)
def test_what_is_open_no_more_is_not_offered(facts, now):
    TaskFactory(**facts)
    assert offers(now=now) == []


@pytest.mark.parametrize(
    "facts", [{"is_listed": False}, {"stage": "archived"}, {"takes_claims": False}]
)
def test_nor_what_its_group_gives_to_nobody(facts, now):
    TaskFactory(initiative=InitiativeFactory(**facts))
    assert offers(now=now) == []


def test_nor_what_nobody_touched_for_long(now, settings):
    TaskFactory(changed_at=now - timedelta(days=settings.TASK_FRESH_DAYS, minutes=1))
    assert offers(now=now) == []


def test_nor_what_its_tracker_gave_to_somebody(now):
    TaskFactory(is_assigned=True)
    assert offers(now=now) == []


def test_what_somebody_took_is_offered_again_when_their_time_is_over(now, member):
    task = TaskFactory()
    task.claims.create(person=member, claimed_at=now, leased_until=now + timedelta(days=7))
    assert offers(now=now) == []
    assert len(offers(now=now + timedelta(days=7))) == 1


def test_those_for_newcomers_come_first_then_what_was_touched_last(now):
    for title, days, is_for_newcomers in [("old", 3, True), ("new", 1, True), ("hard", 0, False)]:
        changed_at = now - timedelta(days=days)
        TaskFactory(title=title, changed_at=changed_at, is_for_newcomers=is_for_newcomers)
    assert [offer.title for offer in offers(now=now)] == ["new", "old", "hard"]


@pytest.mark.parametrize("number", [1, 40])
def test_many_tasks_ask_no_more_than_one(number, now, django_assert_num_queries):
    TaskFactory.create_batch(number, skills=["go", "rust"])

    with django_assert_num_queries(2):
        assert len(offers(now=now)) == number
