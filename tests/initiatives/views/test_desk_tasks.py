"""Where a group's tasks come from, and what its labels mean."""

import pytest

from initiatives.models import TaskSource
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory, TaskFactory, TaskSourceFactory

DESK = "/desk/groups/scorecard/tasks/"


@pytest.fixture(autouse=True)
def no_trip_to_the_net(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def group(lead, now):
    group = InitiativeFactory(slug="scorecard", name="Scorecard")
    lead_of(lead, group)
    return group


@pytest.mark.parametrize(
    "typed",
    [
        "ossf/scorecard",
        " https://github.com/ossf/scorecard/ ",
        "github.com/ossf/scorecard.git",
    ],
)
def test_a_repository_is_added_as_people_write_it(as_lead, group, typed):
    answer = as_lead.post(DESK, {"repository": typed}, follow=True)

    assert answer.redirect_chain == [(f"{DESK}ossf/scorecard/", 302)]
    assert TaskSource.objects.get().repository == "ossf/scorecard"


@pytest.mark.parametrize(
    "typed",
    ["", "scorecard", "https://gitlab.com/a/b", "http://127.0.0.1/a", "a/..", "a/b?c", "x" * 300],
)
def test_what_is_no_repository_is_refused(as_lead, group, typed):
    assert as_lead.post(DESK, {"repository": typed}).status_code == 200
    assert TaskSource.objects.count() == 0


def test_a_repository_is_offered_once(as_lead, group):
    TaskSourceFactory(repository="ossf/scorecard")
    answer = as_lead.post(DESK, {"repository": "OSSF/scorecard"})

    assert "Its issues are offered here already." in answer.content.decode()


def test_it_says_how_many_tasks_and_what_went_wrong(as_lead, group, now):
    TaskSourceFactory(
        initiative=group,
        repository="ossf/scorecard",
        read_at=now,
        failed_since=now,
        failure="There is no such repository, or it is not public.",
    )
    TaskFactory(initiative=group, repository="ossf/scorecard")
    TaskFactory(initiative=group, repository="ossf/scorecard", state="done")
    page = as_lead.get(DESK).content.decode()

    assert "1 task" in page
    assert "read 2 February 2026, 09:00 UTC" in page
    assert "There is no such repository" in page


def test_labels_get_the_groups_meaning(as_lead, group):
    source = TaskSourceFactory(initiative=group, repository="ossf/scorecard", etag='"1"')
    TaskFactory(initiative=group, repository="ossf/scorecard", labels=["Papercut", "docs"])
    page = as_lead.get(f"{DESK}ossf/scorecard/").content.decode()
    assert 'value="papercut"' in page
    assert '<option value="role:docs" selected>' in page

    rows = {
        "labels-TOTAL_FORMS": "3",
        "labels-INITIAL_FORMS": "2",
        "labels-0-label": " Papercut ",
        "labels-0-meaning": "newcomer",
        "labels-1-label": "docs",
        "labels-1-meaning": "role:design",
        "labels-2-label": "",
        "labels-2-meaning": "",
    }
    as_lead.post(f"{DESK}ossf/scorecard/", rows)
    source.refresh_from_db()
    assert source.labels == {"papercut": "newcomer", "docs": "role:design"}
    assert source.etag == ""


def test_a_meaning_nobody_offers_is_refused(as_lead, group):
    source = TaskSourceFactory(initiative=group, repository="ossf/scorecard")
    rows = {
        "labels-TOTAL_FORMS": "1",
        "labels-INITIAL_FORMS": "0",
        "labels-0-label": "docs",
        "labels-0-meaning": "role:wizard",
    }
    assert as_lead.post(f"{DESK}ossf/scorecard/", rows).status_code == 200
    source.refresh_from_db()
    assert source.labels == {}


def test_a_repository_is_removed(as_lead, group):
    TaskSourceFactory(initiative=group, repository="ossf/scorecard")
    as_lead.post(f"{DESK}ossf/scorecard/remove/")
    assert TaskSource.objects.count() == 0


def test_a_repository_of_another_group_is_not_found_here(as_lead, group):
    TaskSourceFactory(repository="ossf/other")
    assert as_lead.get(f"{DESK}ossf/other/").status_code == 404
    assert as_lead.post(f"{DESK}ossf/other/remove/").status_code == 404


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_asks_as_much_for_many_as_for_one(
    as_lead, group, number, django_assert_num_queries
):
    for _ in range(number):
        source = TaskSourceFactory(initiative=group)
        TaskFactory(initiative=group, repository=source.repository)
    as_lead.get(DESK)
    with django_assert_num_queries(9):
        as_lead.get(DESK)


def test_tasks_are_held_back_and_given_out_again_with_a_press(as_lead, as_member, group):
    task = TaskFactory(initiative=group)
    page = f"/initiatives/tasks/{task.key}/"

    as_lead.post(DESK, {"intake": "close"})
    assert "Give tasks out again" in as_lead.get(DESK).text
    assert "gives no task out at the moment" in as_member.get(page).text

    as_lead.post(DESK, {"intake": "open"})
    assert "gives no task out at the moment" not in as_member.get(page).text
