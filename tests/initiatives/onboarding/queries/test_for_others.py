"""What the start page, the finder and somebody's own export get from the paths."""

from datetime import date

import pytest

from initiatives.onboarding.actions.journey import (
    complete_step,
    leave_journey,
    pause_journey,
    start_journey,
)
from initiatives.onboarding.models import Journey, Nudge
from initiatives.onboarding.queries.agenda import agenda_of
from initiatives.onboarding.queries.offers import offers
from initiatives.onboarding.queries.own_record import journeys_of
from portal.core.agenda import Item
from portal.core.fit import Offer, OfferKind
from portal.people.models import Skill
from portal.people.signals import gather_personal_facts
from tests.factories.initiatives import InitiativeFactory, TopicFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bear():
    return InitiativeFactory(slug="bear", name="BEAR", topics=[TopicFactory(slug="food")])


def test_the_agenda_has_the_one_next_step_of_each_open_walk(member, bear, now):
    path = PathFactory(
        slug="first",
        initiative=bear,
        steps=[
            {"key": "a"},
            {"key": "b", "title": "Come", "why": "It helps.", "with_whom": "lead"},
        ],
    )
    complete_step(journey=start_journey(person=member, path=path), key="a")
    walked = start_journey(person=member, path=PathFactory(steps=[{"key": "a"}]))
    complete_step(journey=walked, key="a")
    leave_journey(journey=start_journey(person=member, path=PathFactory()))

    assert agenda_of(person=member, now=now) == [
        Item(
            what="Come",
            url="/me/paths/first/",
            with_whom="whoever leads BEAR",
            why="It helps.",
            action="Go on",
            kind="Path",
        )
    ]
    assert agenda_of(person=UserFactory(), now=now) == []


@pytest.mark.parametrize("count", [1, 12])
def test_the_agenda_asks_three_questions(member, now, django_assert_num_queries, count):
    for _number in range(count):
        start_journey(person=member, path=PathFactory())
    with django_assert_num_queries(3):
        assert len(agenda_of(person=member, now=now)) == count


def test_the_finder_is_offered_what_is_published(bear, now):
    path = PathFactory(
        slug="first", title="First", role="docs", hours_a_week=2, initiative=bear, summary="S."
    )
    path.skills.add(Skill.objects.create(slug="sky-writing", name="Sky writing"))
    PathFactory(is_published=False)
    PathFactory(initiative=InitiativeFactory(is_listed=False))

    assert offers(now=now) == [
        Offer(
            kind=OfferKind.PATH,
            key="first",
            title="First",
            url="/paths/first/",
            action="Open the path",
            action_url="/paths/first/",
            group="bear",
            group_name="BEAR",
            summary="S.",
            skills=frozenset({"sky-writing"}),
            topics=frozenset({"food"}),
            roles=frozenset({"docs"}),
            hours=(2, 2),
            is_open_to_newcomers=True,
        )
    ]


@pytest.mark.parametrize("count", [1, 12])
def test_the_finder_asks_three_questions(now, django_assert_num_queries, count):
    for _number in range(count):
        PathFactory(initiative=InitiativeFactory(topics=[TopicFactory()]))
    with django_assert_num_queries(3):
        assert len(offers(now=now)) == count


def test_everything_kept_about_a_walk_is_in_ones_own_export(member):
    journey = start_journey(person=member, path=PathFactory(slug="first"))
    mark = complete_step(journey=journey, key="hello")
    pause_journey(journey=journey, until=date(2026, 4, 30))
    reminder = Nudge.objects.create(journey=journey, since=journey.acted_at, rung=1)
    start_journey(person=UserFactory(), path=journey.path)

    expected = [
        {
            "path": "first",
            "edition": 1,
            "started_at": journey.started_at.isoformat(),
            "left_at": None,
            "acted_at": journey.acted_at.isoformat(),
            "paused_until": "2026-04-30",
            "stay_open": [],
            "seem_covered": [],
            "is_shown_by_link": False,
            "is_shown_on_own_page": False,
            "steps": [
                {
                    "step": "hello",
                    "source": "self",
                    "at": mark.at.isoformat(),
                    "was": "",
                    "was_at": None,
                }
            ],
            "shown": [],
            "reminded_at": [reminder.at.isoformat()],
            "left_alone_by_lot_at": [],
        }
    ]
    assert journeys_of(person=member) == expected
    answers = [said for _receiver, said in gather_personal_facts.send(sender=None, person=member)]
    assert ("journeys", expected) in answers


def test_an_erased_person_leaves_no_walk(member):
    complete_step(journey=start_journey(person=member, path=PathFactory()), key="hello")

    member.delete()

    assert not Journey.objects.exists()
