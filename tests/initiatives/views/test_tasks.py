"""Tasks: the list, one task, taking it and giving it back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.template import Context, Template

from initiatives.actions.task_claim import claim_task
from initiatives.models import TaskClaim
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory, TaskFactory
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def task():
    return TaskFactory(
        initiative=InitiativeFactory(slug="scorecard", name="Scorecard", ai_policy="not-first"),
        repository="ossf/scorecard",
        number=7,
        title="Explain the badge",
        role="docs",
        size="s",
        is_for_newcomers=True,
        skills=["go"],
    )


@pytest.fixture
def other_person():
    return UserFactory(username="canary-claimer", first_name="Canary")


def titles(client, query=""):
    response = client.get(f"/initiatives/tasks/{query}")
    assert response.status_code == 200
    return [line.title for line in response.context["lines"]]


@pytest.mark.parametrize(
    "query",
    ["", "?role=docs", "?size=s", "?skill=go", "?free=on", "?group=scorecard", "?size=x&role=y"],
)
def test_a_task_is_found_by_what_it_says(client, task, query):
    assert titles(client, query) == ["Explain the badge"]


@pytest.mark.parametrize("query", ["?role=code", "?size=l", "?skill=python", "?group=other"])
def test_it_is_not_found_by_what_it_does_not(client, task, query):
    TaskFactory(role="code", size="l", skills=["python"])

    assert "Explain the badge" not in titles(client, query)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "done"},
        {"state": "in-review"},
        {"state": "withdrawn"},
        {"initiative__is_listed": False},
        {"initiative__stage": "archived"},
    ],
)
def test_what_cannot_be_taken_is_not_listed(client, facts):
    TaskFactory(**facts)

    assert titles(client) == []
    assert client.get("/api/v1/tasks/").json()["results"] == []


def test_a_task_nobody_touches_hides_itself(client, at, now, settings, task):
    settings.TASK_FRESH_DAYS = 90
    at(now + timedelta(days=90) - timedelta(minutes=1))
    assert titles(client) == ["Explain the badge"]
    at(now + timedelta(days=90, minutes=1))
    assert titles(client) == []
    page = client.get(f"/initiatives/tasks/{task.key}/").content.decode()
    assert "Nobody has touched it for a long time" in page


def test_a_taken_one_says_until_when_and_never_by_whom(client, task, other_person):
    claim_task(task=task, by=other_person)

    for address in ("/initiatives/tasks/", f"/initiatives/tasks/{task.key}/"):
        page = client.get(address).content.decode()
        assert "Taken until 9 February" in page
        assert "canary" not in page.lower()
    assert titles(client, "?free=on") == []
    [row] = client.get("/api/v1/tasks/").json()["results"]
    assert (row["is_taken"], row["taken_until"][:16]) == (True, "2026-02-09T09:00")
    assert "canary" not in str(row).lower()


def test_assigned_at_its_tracker_is_taken(client, task):
    task.is_assigned = True
    task.save()

    assert titles(client, "?free=on") == []
    assert (
        "The issue names somebody" in client.get(f"/initiatives/tasks/{task.key}/").content.decode()
    )


def test_free_ones_come_first(client, task, other_person):
    taken = TaskFactory(title="Taken")
    claim_task(task=taken, by=other_person)
    TaskFactory(title="Assigned", is_assigned=True)

    assert titles(client) == ["Explain the badge", "Taken", "Assigned"]


@pytest.mark.parametrize("number", [1, 40])
def test_the_list_asks_five_questions_however_long(client, number, django_assert_num_queries):
    for _ in range(number):
        TaskFactory(skills=["go"])

    with django_assert_num_queries(5):
        client.get("/initiatives/tasks/")


def test_who_is_signed_out_is_led_to_sign_in_and_back(client, task):
    page = f"/initiatives/tasks/{task.key}/"
    assert f"/accounts/login/?next={page}" in client.get(page).content.decode()

    answer = client.post(f"{page}claim/")
    assert answer.url == f"/accounts/login/?next={page}"
    assert TaskClaim.objects.count() == 0


def test_a_member_takes_a_task_and_gives_it_back(as_member, member, task):
    page = f"/initiatives/tasks/{task.key}/"
    taken = as_member.post(f"{page}claim/", follow=True).content.decode()
    assert "It is yours until" in taken
    assert "2026-02-09T09:00" in taken

    free = as_member.post(f"{page}give-back/", {"end": "given-back"}, follow=True).content.decode()
    assert "Take it for a week" in free
    [claim] = TaskClaim.objects.all()
    assert (claim.person, claim.end) == (member, "given-back")


def test_a_member_hands_it_in(as_member, task):
    page = f"/initiatives/tasks/{task.key}/"
    as_member.post(f"{page}claim/")
    handed = as_member.post(f"{page}give-back/", {"end": "done"}, follow=True).content.decode()

    assert "the group looks at it" in handed
    task.refresh_from_db()
    assert task.state == "in-review"


def test_a_task_somebody_else_has_is_refused_in_words(as_member, task, other_person):
    claim_task(task=task, by=other_person)
    page = as_member.post(f"/initiatives/tasks/{task.key}/claim/", follow=True).content.decode()

    assert "Somebody else took it a moment ago" in page


def test_a_second_task_is_refused_and_the_first_named(as_member, member, task):
    claim_task(task=TaskFactory(title="First task"), by=member)
    page = as_member.post(f"/initiatives/tasks/{task.key}/claim/", follow=True).content.decode()

    assert "You are at another task" in page
    assert "First task" in page


def test_nobody_gives_back_what_they_do_not_have(as_member, task, other_person):
    claim_task(task=task, by=other_person)
    page = as_member.post(f"/initiatives/tasks/{task.key}/give-back/", follow=True)

    assert "This task is not yours any more" in page.content.decode()
    assert TaskClaim.objects.filter(person=other_person, ended_at=None).count() == 1


def test_what_is_not_there_is_not_found(client, as_superuser):
    hidden = TaskFactory(initiative__is_listed=False)
    gone = TaskFactory(state="withdrawn")
    for key in (hidden.key, gone.key, uuid4()):
        assert client.get(f"/initiatives/tasks/{key}/").status_code == 404
    assert as_superuser.get(f"/initiatives/tasks/{hidden.key}/").status_code == 200


def test_a_claim_is_on_its_own_persons_start_page_alone(as_member, member, task, other_person):
    claim_task(task=task, by=member)

    mine = as_member.get("/me/").content.decode()
    assert "You took it for a week" in mine
    assert "Explain the badge" in mine
    assert "Explain the badge" not in signed_in(other_person).get("/me/").content.decode()


@pytest.mark.parametrize("number", [1, 9])
def test_the_panel_asks_two_questions(number, task, django_assert_num_queries):
    for _ in range(number - 1):
        TaskFactory(initiative=task.initiative, skills=["go"])
    panel = Template("{% load initiatives_work %}{% tasks_of initiative=group %}")
    with django_assert_num_queries(2):
        page = panel.render(Context({"group": task.initiative}))

    assert page.count("<li") == min(number, 5)
    assert ("All tasks of this group" in page) == (number > 5)
