"""Five hundred new accounts do not take every task: each does something of its own before."""

from datetime import timedelta

import pytest

from events.actions.horizon import materialise
from events.models import Rsvp
from initiatives.actions.follow import follow_initiative
from initiatives.actions.task_claim import ActFirst, claim_task
from initiatives.onboarding.actions.journey import start_journey
from initiatives.queries.own_acts import has_yet_to_act
from initiatives.queries.tasks import standing_of
from portal.kit import clock
from portal.people.actions.profile import begin_profile
from tests.conftest import signed_in
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory, TaskFactory
from tests.factories.mentorship import ApplicationFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def newcomer(now, settings):
    settings.TASK_NEW_DAYS = 7
    return UserFactory()


def follows_a_group(person):
    follow_initiative(person=person, initiative=InitiativeFactory())


def begins_a_path(person):
    start_journey(person=person, path=PathFactory())


def answers_a_meeting(person):
    series = SeriesFactory(changed_at=clock.now())
    materialise(series=series, now=clock.now())
    Rsvp.objects.create(occurrence=series.occurrences.first(), person=person)


def applies(person):
    ApplicationFactory(person=person)


def tells_a_name(person):
    begin_profile(person=person, display_name="Ada", timezone="", by=person)


def signs_up_and_no_more(person):
    begin_profile(person=person, display_name="", timezone="Europe/Berlin", by=person)


def test_a_new_account_is_refused_and_told_what_to_do(newcomer):
    task = TaskFactory()
    with pytest.raises(ActFirst):
        claim_task(task=task, by=newcomer)
    assert standing_of(task=task, person=newcomer, now=newcomer.date_joined).is_too_new

    browser, page = signed_in(newcomer), f"/initiatives/tasks/{task.key}/"
    refused = browser.post(f"{page}claim/", follow=True).text
    assert "Before your first task, do one other thing here that is yours." in refused
    assert "Free. Your account is new, so one other thing comes first" in refused
    assert "Take it for a week" not in refused


@pytest.mark.parametrize(
    "act", [follows_a_group, begins_a_path, answers_a_meeting, applies, tells_a_name]
)
def test_one_own_act_is_enough(newcomer, act):
    act(newcomer)
    assert claim_task(task=TaskFactory(), by=newcomer).person == newcomer


def test_signing_up_is_none(newcomer):
    signs_up_and_no_more(newcomer)
    assert has_yet_to_act(person=newcomer, now=newcomer.date_joined)


def test_what_others_did_is_none_either(newcomer):
    begins_a_path(UserFactory())
    assert has_yet_to_act(person=newcomer, now=newcomer.date_joined)


@pytest.mark.parametrize(("days", "is_asked"), [(6, True), (7, False)])
def test_it_is_asked_of_new_accounts_alone(newcomer, days, is_asked, django_assert_num_queries):
    later = newcomer.date_joined + timedelta(days=days)
    with django_assert_num_queries(6 if is_asked else 0):
        assert has_yet_to_act(person=newcomer, now=later) is is_asked


def test_a_foundation_may_ask_it_of_nobody(newcomer, settings):
    settings.TASK_NEW_DAYS = 0
    assert claim_task(task=TaskFactory(), by=newcomer).person == newcomer
