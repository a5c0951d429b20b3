"""What the screen of a walk says of steps that tasks and meetings of a pair complete."""

import pytest

from initiatives.actions.task_claim import claim_task, hand_in_task
from initiatives.onboarding.actions.journey import start_journey
from tests.factories.initiatives import InitiativeFactory, TaskFactory
from tests.factories.onboarding import PathFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

STEPS = [
    {"key": "take", "counts": "task"},
    {"key": "talk", "kind": "meet", "counts": "met", "how_many": 2},
]
WALK = "/me/paths/first/"


@pytest.fixture
def group():
    return InitiativeFactory(name="Bear")


def test_each_says_what_completes_it(member, as_member, group):
    path = PathFactory(slug="first", steps=STEPS, initiative=group)
    start_journey(person=member, path=path)
    page = as_member.get(WALK).text
    assert "Do · 10 min · a task taken here" in page
    assert "Done by itself once you hand in a task of this group that you took here." in page
    assert "Talk to somebody · 10 min · 2 meetings of a mentorship pair" in page
    assert "Done by itself once one of your mentorship pair says that you met." in page


def test_a_path_of_no_group_takes_a_task_of_any(member, as_member):
    start_journey(person=member, path=PathFactory(slug="first", steps=STEPS))
    assert "a task of any group that you took here." in as_member.get(WALK).text


def test_done_it_says_by_what(member, as_member, group):
    start_journey(person=member, path=PathFactory(slug="first", steps=STEPS, initiative=group))
    task = TaskFactory(initiative=group)
    claim_task(task=task, by=member)
    hand_in_task(task=task, by=member)
    page = as_member.get(WALK).text
    assert "1 of 2 steps done" in page
    assert "2 February 2026, by a task you took" in page


def test_what_was_done_before_is_asked_about_in_one_word(member, as_member, group):
    task = TaskFactory(initiative=group)
    claim_task(task=task, by=member)
    hand_in_task(task=task, by=member)
    start_journey(person=member, path=PathFactory(slug="first", steps=STEPS, initiative=group))
    assert "Work you did before seems to cover these steps." in as_member.get(WALK).text

    as_member.post(WALK, {"verb": "covered"})
    assert "2 February 2026, you had done it before" in as_member.get(WALK).text
