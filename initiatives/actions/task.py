"""Tasks follow what a tracker says; what it offers no longer ends here too, claims included."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from initiatives.core.github_issues import LONGEST_TITLE, Issue
from initiatives.core.taken_down import redact
from initiatives.core.task_labels import LabelFacts, read_labels
from initiatives.models import Initiative, Task, TaskClaim, TaskClaimEnd, TaskSource, TaskState
from initiatives.signals import tasks_done
from portal.kit import audit
from portal.people.models import Skill, SkillArea, User
from portal.people.queries.skills import vocabulary

from .role import taken_down_fingerprints

BATCH = 500
FOLLOWED = (
    *("title", "url", "role", "size", "labels", "state", "is_for_newcomers", "is_assigned"),
    *("opened_at", "changed_at", "initiative_id"),
)
COLUMNS = [name.removesuffix("_id") for name in FOLLOWED]
STILL_OFFERED = (TaskState.OPEN, TaskState.IN_REVIEW)


@dataclass
class TaskReport:
    """`not_offered`: issues without a label that asks for people. `of_others`: tasks that another
    group offers already."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    done: int = 0
    withdrawn: int = 0
    not_offered: int = 0
    of_others: int = 0

    @property
    def has_changed_something(self) -> bool:
        return bool(self.created or self.updated or self.done or self.withdrawn)


@dataclass
class Plan:
    """What is to be written, and the skills each task then asks for."""

    new: list[Task] = field(default_factory=list)
    changed: list[Task] = field(default_factory=list)
    seen: list[int] = field(default_factory=list)
    skills: list[tuple[Task, tuple[str, ...]]] = field(default_factory=list)


@transaction.atomic
def follow_issues(
    *, initiative: Initiative, issues: Collection[Issue], now: datetime, by: User | None
) -> TaskReport:
    """Idempotent. Says nothing about issues that are not in the answer."""
    report, plan = TaskReport(), Plan()
    repositories = {issue.repository for issue in issues}
    sources = {
        one.repository: one for one in TaskSource.objects.filter(repository__in=repositories)
    }
    meanings = {name: source.labels for name, source in sources.items()}
    words, known, prints = vocabulary(), known_tasks(issues), taken_down_fingerprints()
    for told_there in issues:
        title = redact(told_there.title, prints)[:LONGEST_TITLE]
        issue = replace(told_there, title=title)
        facts = read_labels(
            issue.labels,
            meanings.get(issue.repository, {}),
            roles=SkillArea.values,
            skill_of=words.find,
        )
        task = known.get((issue.repository, issue.number))
        if (
            task is not None
            and task.state == TaskState.WITHDRAWN
            and keeps(sources, task, initiative)
        ):
            task.initiative = initiative
        if task is not None and task.initiative_id != initiative.pk:
            report.of_others += 1
        elif task is not None:
            plan_change(task, issue, facts, plan, report)
        elif issue.is_open and facts.is_offered:
            task = Task(
                initiative=initiative, repository=issue.repository, number=issue.number, seen_at=now
            )
            write(task, issue, facts)
            plan.new.append(task)
            plan.skills.append((task, facts.skills))
            report.created += 1
        else:
            report.not_offered += 1
    carry_out(plan, now)
    if report.has_changed_something:
        audit.record(by=by, verb="tasks.followed", on=initiative)
    return report


def keeps(sources: dict[str, TaskSource], task: Task, initiative: Initiative) -> bool:
    """A group that has let a repository go keeps nobody else from its issues."""
    source = sources.get(task.repository)
    return source is not None and source.initiative_id == initiative.pk


def known_tasks(issues: Iterable[Issue]) -> dict[tuple[str, int], Task]:
    """Locked: a claim waits until the tracker's word is written."""
    numbers: dict[str, list[int]] = {}
    for issue in issues:
        numbers.setdefault(issue.repository, []).append(issue.number)
    return {
        (repository, row.number): row
        for repository, some in numbers.items()
        for start in range(0, len(some), BATCH)
        for row in Task.objects.select_for_update()
        .filter(repository=repository, number__in=some[start : start + BATCH])
        .prefetch_related("skills")
        .order_by("pk")
    }


def plan_change(
    task: Task, issue: Issue, facts: LabelFacts, plan: Plan, report: TaskReport
) -> None:
    was_offered = task.state in STILL_OFFERED
    before = told(task)
    write(task, issue, facts)
    plan.seen.append(task.pk)
    has_other_skills = {skill.slug for skill in task.skills.all()} != set(facts.skills)
    if has_other_skills:
        plan.skills.append((task, facts.skills))
    if told(task) != before:
        plan.changed.append(task)
    if was_offered and task.state == TaskState.DONE:
        report.done += 1
    elif was_offered and task.state == TaskState.WITHDRAWN:
        report.withdrawn += 1
    elif told(task) != before or has_other_skills:
        report.updated += 1
    else:
        report.unchanged += 1


def told(task: Task) -> list[Any]:
    return [getattr(task, name) for name in FOLLOWED]


def write(task: Task, issue: Issue, facts: LabelFacts) -> None:
    task.title, task.url, task.labels = issue.title, issue.url, list(issue.labels)
    task.role, task.size = facts.role, facts.size
    task.state = state_of(issue, facts, task.state)
    task.is_for_newcomers = facts.is_for_newcomers
    task.is_assigned = issue.is_assigned or facts.is_taken
    task.opened_at, task.changed_at = issue.opened_at, issue.changed_at


def state_of(issue: Issue, facts: LabelFacts, state: str) -> TaskState:
    if issue.is_done:
        return TaskState.DONE
    if not issue.is_open or not facts.is_offered:
        return TaskState.WITHDRAWN
    return TaskState.IN_REVIEW if state == TaskState.IN_REVIEW else TaskState.OPEN


def carry_out(plan: Plan, now: datetime) -> None:
    Task.objects.bulk_create(plan.new, batch_size=BATCH)
    Task.objects.bulk_update(plan.changed, COLUMNS, batch_size=BATCH)
    for start in range(0, len(plan.seen), BATCH):
        Task.objects.filter(pk__in=plan.seen[start : start + BATCH]).update(seen_at=now)
    set_skills(plan.skills)
    finished = [task for task in plan.changed if task.state not in STILL_OFFERED]
    end_claims(finished, now=now)


def set_skills(wanted: Sequence[tuple[Task, tuple[str, ...]]]) -> None:
    """Slugs nobody keeps any more are let go."""
    pks = dict(Skill.objects.values_list("slug", "pk"))
    asks = Task.skills.through
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        asks.objects.filter(task__in=[task.pk for task, _ in some]).delete()
        asks.objects.bulk_create(
            asks(task_id=task.pk, skill_id=pks[slug])
            for task, slugs in some
            for slug in slugs
            if slug in pks
        )


def end_claims(finished: Iterable[Task], *, now: datetime) -> None:
    """Done at the tracker is done here, whoever did it; anything else went away."""
    by_end: dict[str, list[int]] = {}
    for task in finished:
        is_done = task.state == TaskState.DONE
        how = TaskClaimEnd.DONE if is_done else TaskClaimEnd.CLOSED
        by_end.setdefault(how, []).append(task.pk)
    for end, pks in by_end.items():
        running = TaskClaim.objects.filter(task__in=pks, ended_at=None)
        is_done = end == TaskClaimEnd.DONE
        people = list(running.values_list("person", flat=True)) if is_done else []
        running.update(ended_at=now, end=end)
        if people:
            tasks_done.send(sender=None, people=people)


@transaction.atomic
def withdraw_missing(
    *, source: TaskSource, since: datetime, missing_since: datetime, now: datetime
) -> int:
    """Tasks a whole answer of the tracker left out twice: `missing_since` is the good read before.

    `since` bounds what the answer reached back to; what is older than it says nothing about.
    """
    missing = list(
        Task.objects.select_for_update().filter(
            initiative=source.initiative_id,
            repository=source.repository,
            state__in=STILL_OFFERED,
            changed_at__gt=since,
            seen_at__lt=missing_since,
        )
    )
    for task in missing:
        task.state = TaskState.WITHDRAWN
    Task.objects.bulk_update(missing, ["state"], batch_size=BATCH)
    end_claims(missing, now=now)
    if missing:
        audit.record(by=None, verb="tasks.withdrawn", on=source.initiative)
    return len(missing)
