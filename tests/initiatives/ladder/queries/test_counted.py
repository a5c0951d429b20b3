"""Which steps of a group's paths a rung may ask for."""

import pytest

from initiatives.ladder.core.rungs import Ask, AskKind
from initiatives.ladder.queries.counted import count_of
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.models import Completion, Source
from portal.kit import clock
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory

pytestmark = pytest.mark.django_db

STEPS = Ask(AskKind.STEPS, least=1)


@pytest.fixture
def group():
    return InitiativeFactory()


@pytest.fixture
def path(group):
    return PathFactory(initiative=group)


@pytest.fixture
def done(member, path):
    """A step of the path the member walks is done, as somebody says."""
    journey = start_journey(person=member, path=path)

    def done(key, source):
        step = journey.edition.steps.get(key=key)
        Completion.objects.create(journey=journey, step=step, key=key, source=source)

    return done


def steps_of(person, group) -> int:
    return count_of(STEPS, person, group, clock.now().date())


@pytest.mark.parametrize(
    ("source", "counted"),
    [
        (Source.VERIFIED, 1),
        (Source.GITHUB, 1),
        (Source.ATTENDANCE, 0),
        (Source.SHOWN, 0),
        (Source.SELF, 0),
        (Source.PRIOR, 0),
    ],
)
def test_what_others_said_of_the_work_itself_counts(done, member, group, source, counted):
    done("hello", source)
    assert steps_of(member, group) == counted


def test_each_step_counts_once_whoever_said_so(done, member, group):
    done("hello", Source.VERIFIED)
    done("change", Source.GITHUB)
    assert steps_of(member, group) == 2


def test_what_counts_on_the_path_of_another_group_does_not(done, member):
    done("hello", Source.GITHUB)
    assert steps_of(member, InitiativeFactory()) == 0
