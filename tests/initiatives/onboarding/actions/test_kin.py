"""A step that is found to count on one of two walks of a family is asked about on the other."""

import pytest

from initiatives.onboarding.actions.edition import confirm_covered
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.actions.verdict import decide, take_evidence
from initiatives.onboarding.models import Completion
from portal.kit import clock
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

SEND = {"key": "send", "kind": "evidence"}
FAMILY = [{"key": "hello"}, SEND]


@pytest.fixture
def path():
    return PathFactory(initiative=InitiativeFactory(), steps=FAMILY)


@pytest.fixture
def decided(path, member, lead):
    """Who sent something on the first path hears what somebody thinks of it."""
    lead_of(lead, path.initiative)
    journey = start_journey(person=member, path=path)

    def decided(verdict="accepted"):
        complete_step(journey=journey, key="hello")
        shown = hand_in(journey=journey, key="send", link="", words="Sent.", now=clock.now())
        take_evidence(evidence=shown, by=lead, now=clock.now())
        decide(evidence=shown, by=lead, verdict=verdict, answer="So.", now=clock.now())

    return decided


@pytest.fixture
def taken_over(path):
    """The same path in another group, which asks for one step more."""
    steps = [*FAMILY, {"key": "more"}]
    return PathFactory(upstream=path.editions.get(), initiative=InitiativeFactory(), steps=steps)


def marks(journey) -> dict[str, str]:
    return dict(journey.completions.values_list("key", "source"))


def test_one_word_and_it_counts_as_much_there(decided, taken_over, member):
    other = start_journey(person=member, path=taken_over)
    decided()
    other.refresh_from_db()
    assert (other.covered, marks(other)) == (["send"], {})

    confirm_covered(journey=other, now=clock.now())
    assert marks(other) == {"send": "verified"}


def test_a_step_that_waits_for_a_look_there_is_not_asked_about(decided, taken_over, member):
    other = start_journey(person=member, path=taken_over)
    hand_in(journey=other, key="send", link="", words="Sent.", now=clock.now())
    decided()
    other.refresh_from_db()
    assert other.covered == []


@pytest.mark.parametrize(
    "rewritten", [{"title": "Say hello"}, {"text": "Say hello."}, {"link": "https://a.example/"}]
)
def test_a_step_that_asks_for_something_else_there_is_shown_there(decided, path, member, rewritten):
    steps = [{"key": "hello"}, {**SEND, **rewritten}]
    other = PathFactory(upstream=path.editions.get(), steps=steps)
    before = start_journey(person=member, path=other)
    decided()
    before.refresh_from_db()
    assert before.covered == []
    leave_journey(journey=before)

    third = PathFactory(upstream=path.editions.get(), steps=steps)
    assert start_journey(person=member, path=third).covered == ["hello"]


def test_why_and_with_whom_a_group_does_it_changes_nothing(decided, path, member):
    steps = [{**SEND, "why": "We are few.", "with_whom": "lead", "minutes": 5}]
    other = PathFactory(upstream=path.editions.get(), steps=steps)
    decided()
    journey = start_journey(person=member, path=other)
    confirm_covered(journey=journey, now=clock.now())
    assert marks(journey) == {"send": "verified"}


def test_what_github_told_of_there_stays_its_word(path, taken_over, member):
    journey = start_journey(person=member, path=path)
    step = journey.edition.steps.get(key="send")
    Completion.objects.create(journey=journey, step=step, key="send", source="github")
    other = start_journey(person=member, path=taken_over)
    confirm_covered(journey=other, now=clock.now())
    assert marks(other) == {"send": "github"}


def test_what_was_sent_back_covers_nothing(decided, taken_over, member):
    other = start_journey(person=member, path=taken_over)
    decided("changes")
    other.refresh_from_db()
    assert other.covered == []


def test_nobody_is_asked_on_a_walk_they_left_nor_anybody_else(decided, taken_over, member):
    left = start_journey(person=member, path=taken_over)
    leave_journey(journey=left)
    others = start_journey(person=UserFactory(), path=taken_over)
    stranger = start_journey(person=member, path=PathFactory(steps=FAMILY))
    decided()
    for walk in (left, others, stranger):
        walk.refresh_from_db()
        assert walk.covered == []
