"""Tasks follow their tracker: new, changed, done, withdrawn, and what becomes of claims."""

from dataclasses import replace
from datetime import timedelta

import pytest

from initiatives.actions.task import TaskReport, follow_issues, withdraw_missing
from initiatives.actions.task_claim import claim_task, hand_in_task
from initiatives.core.github_issues import Issue
from initiatives.models import Task, TaskClaim
from portal.kit.models import AuditEntry
from tests.factories.initiatives import InitiativeFactory, TaskFactory, TaskSourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def group():
    return InitiativeFactory(slug="scorecard")


@pytest.fixture
def issue(now):
    return Issue(
        repository="ossf/scorecard",
        number=7,
        title="Explain the badge",
        url="https://github.com/ossf/scorecard/issues/7",
        labels=("good first issue", "docs", "Golang", "size/S"),
        is_open=True,
        is_done=False,
        is_assigned=False,
        opened_at=now,
        changed_at=now,
    )


@pytest.fixture
def follow(group, now):
    def follow(*issues, at=now):
        return follow_issues(initiative=group, issues=issues, now=at, by=None)

    return follow


def test_an_offered_issue_becomes_a_task(follow, issue, group):
    assert follow(issue) == TaskReport(created=1)
    task = Task.objects.get()
    assert (task.initiative, task.title, task.state) == (group, "Explain the badge", "open")
    assert (task.role, task.size, task.is_for_newcomers, task.is_assigned) == (
        *("docs", "s"),
        *(True, False),
    )
    assert [skill.slug for skill in task.skills.all()] == ["go"]


def test_again_it_changes_nothing_and_leaves_no_entry(follow, issue, now):
    follow(issue)
    entries = AuditEntry.objects.count()
    later = now + timedelta(hours=6)

    assert follow(issue, at=later) == TaskReport(unchanged=1)
    assert AuditEntry.objects.count() == entries
    assert Task.objects.get().seen_at == later


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Other words"},
        {"is_assigned": True},
        {"labels": ("help wanted", "python")},
        {"labels": ("good first issue", "docs", "Golang", "size/S", "python")},
    ],
)
def test_what_changed_is_changed(follow, issue, facts):
    follow(issue)

    assert follow(replace(issue, **facts)) == TaskReport(updated=1)
    assert follow(replace(issue, **facts)) == TaskReport(unchanged=1)


def test_without_a_label_that_asks_for_people_it_is_the_groups_own_affair(follow, issue):
    assert follow(replace(issue, labels=("bug",))) == TaskReport(not_offered=1)
    assert follow(replace(issue, is_open=False, is_done=True)) == TaskReport(not_offered=1)
    assert Task.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "report", "state", "end"),
    [
        ({"is_open": False, "is_done": True}, TaskReport(done=1), "done", "done"),
        ({"is_open": False}, TaskReport(withdrawn=1), "withdrawn", "closed"),
        ({"labels": ("bug",)}, TaskReport(withdrawn=1), "withdrawn", "closed"),
    ],
    ids=["closed", "dropped", "label gone"],
)
def test_what_is_not_offered_any_more_ends_with_its_claim(
    follow, issue, member, facts, report, state, end
):
    follow(issue)
    claim_task(task=Task.objects.get(), by=member)

    assert follow(replace(issue, **facts)) == report
    assert (Task.objects.get().state, TaskClaim.objects.get().end) == (state, end)
    assert follow(issue) == TaskReport(updated=1)
    assert Task.objects.get().state == "open"


def test_handed_in_it_stays_in_review_while_its_tracker_is_silent(follow, issue, member):
    follow(issue)
    claim_task(task=Task.objects.get(), by=member)
    hand_in_task(task=Task.objects.get(), by=member)

    follow(replace(issue, title="Other words"))
    assert Task.objects.get().state == "in-review"


def test_the_labels_of_a_repository_are_read_as_its_group_means_them(follow, issue, group):
    TaskSourceFactory(
        initiative=group,
        repository="ossf/scorecard",
        labels={"papercut": "newcomer", "docs": "role:design"},
    )
    assert follow(replace(issue, labels=("papercut", "docs"))) == TaskReport(created=1)
    assert Task.objects.get().role == "design"


def test_tasks_of_another_group_are_left_alone(follow, issue):
    TaskFactory(repository="ossf/scorecard", number=7, title="Theirs")

    assert follow(issue) == TaskReport(of_others=1)
    assert Task.objects.get().title == "Theirs"


@pytest.mark.parametrize("number", [1, 120])
def test_many_issues_take_as_many_questions_as_one(
    follow, issue, number, django_assert_max_num_queries
):
    issues = [replace(issue, number=n) for n in range(1, number + 1)]
    with django_assert_max_num_queries(13):
        follow(*issues)
    changed = [replace(one, title="Changed") for one in issues]
    with django_assert_max_num_queries(13):
        follow(*changed)


def test_what_is_missing_twice_is_withdrawn(group, issue, follow, member, now):
    source = TaskSourceFactory(initiative=group, repository="ossf/scorecard")
    first, second, third = (now + timedelta(hours=hours) for hours in (0, 6, 12))
    old = {"since": now - timedelta(days=90), "source": source}
    follow(issue, replace(issue, number=8), at=first)
    claim_task(task=Task.objects.get(number=8), by=member)

    follow(issue, at=second)
    assert withdraw_missing(**old, missing_since=first, now=second) == 0
    follow(issue, at=third)
    assert withdraw_missing(**old, missing_since=second, now=third) == 1
    assert dict(Task.objects.values_list("number", "state")) == {7: "open", 8: "withdrawn"}
    assert TaskClaim.objects.get().end == "closed"


def test_an_answer_says_nothing_of_what_is_older_than_it_reaches(group, now):
    source = TaskSourceFactory(initiative=group)
    TaskFactory(initiative=group, repository=source.repository, changed_at=now, seen_at=now)
    later = now + timedelta(days=2)
    facts = {"source": source, "missing_since": later, "now": later}
    assert withdraw_missing(**facts, since=now + timedelta(days=1)) == 0
    assert withdraw_missing(**facts, since=now - timedelta(days=1)) == 1


def test_a_group_that_let_a_repository_go_keeps_nobody_from_its_issues(follow, issue, group):
    TaskFactory(repository="ossf/scorecard", number=7, title="Was theirs", state="withdrawn")
    assert follow(issue) == TaskReport(of_others=1)

    TaskSourceFactory(initiative=group, repository="ossf/scorecard")
    assert follow(issue) == TaskReport(updated=1)
    task = Task.objects.get()
    assert (task.initiative, task.title, task.state) == (group, "Explain the badge", "open")
