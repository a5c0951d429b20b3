"""Pieces of work anybody may take: which there are, and until when one is taken; never by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from initiatives.models import (
    AiPolicy,
    Initiative,
    Task,
    TaskClaim,
    TaskClaimEnd,
    TaskSize,
    TaskState,
)
from initiatives.queries.archived_groups import archived_groups
from initiatives.queries.own_acts import has_yet_to_act
from portal.people.models import Skill, SkillArea, User

MOST_OF_A_GROUP = 5


@dataclass(frozen=True)
class TaskFilters:
    group: str = ""
    role: str = ""
    skill: str = ""
    size: str = ""
    is_free: bool = False

    def __bool__(self) -> bool:
        return bool(self.group or self.role or self.skill or self.size or self.is_free)


@dataclass(frozen=True)
class TaskLine:
    """`taken_until` is the end of a lease here, None with `is_taken` where the tracker names
    somebody."""

    key: str
    title: str
    url: str
    tracker_url: str
    repository: str
    group: str
    group_url: str
    hue: int
    role: str
    size: str
    skills: tuple[str, ...]
    is_for_newcomers: bool
    is_taken: bool
    taken_until: datetime | None
    changed_at: datetime


def fresh_since(now: datetime) -> datetime:
    return now - timedelta(days=settings.TASK_FRESH_DAYS)


def open_tasks(*, now: datetime) -> QuerySet:
    """What a page may show: touched lately, of a listed group that is not archived.

    Each task has `taken_until` beside its own fields.
    """
    return (
        Task.objects.filter(
            state=TaskState.OPEN,
            changed_at__gte=fresh_since(now),
            initiative__is_listed=True,
        )
        .exclude(initiative__in=archived_groups(now.date()))
        .annotate(taken_until=leased(now))
    )


def free_tasks(*, now: datetime) -> QuerySet:
    """Those somebody could take now: nobody is at them and their groups give them out."""
    free = open_tasks(now=now).filter(is_assigned=False, taken_until=None)
    return free.filter(initiative__takes_claims=True)


def leased(now: datetime) -> Subquery:
    """A lease that ended counts no more, whether `tick` has run since or not."""
    held = TaskClaim.objects.filter(task=OuterRef("pk"), ended_at=None, leased_until__gt=now)
    return Subquery(held.values("leased_until")[:1])


def listed_tasks(*, now: datetime, filters: TaskFilters) -> QuerySet:
    """Free ones first, what was touched last first."""
    rows = free_tasks(now=now) if filters.is_free else open_tasks(now=now)
    if filters.group:
        rows = rows.filter(initiative__slug=filters.group)
    if filters.role:
        rows = rows.filter(role=filters.role)
    if filters.skill:
        rows = rows.filter(skills__slug=filters.skill)
    if filters.size:
        rows = rows.filter(size=filters.size)
    free_first = F("taken_until").asc(nulls_first=True)
    return rows.select_related("initiative").order_by(
        "is_assigned", free_first, "-changed_at", "pk"
    )


def task_lines(rows: Iterable[Any]) -> list[TaskLine]:
    """`rows` come from `open_tasks`, with their initiative and skills at hand."""
    sizes, roles = dict(TaskSize.choices), dict(SkillArea.choices)
    return [
        TaskLine(
            key=str(row.key),
            title=row.title,
            url=reverse("initiatives:task", args=[row.key]),
            tracker_url=row.url,
            repository=row.repository,
            group=row.initiative.name,
            group_url=row.initiative.get_absolute_url(),
            hue=row.initiative.hue,
            role=str(roles.get(row.role, "")),
            size=str(sizes.get(row.size, "")),
            skills=tuple(skill.name for skill in row.skills.all()),
            is_for_newcomers=row.is_for_newcomers,
            is_taken=row.is_assigned or row.taken_until is not None,
            taken_until=row.taken_until,
            changed_at=row.changed_at,
        )
        for row in rows
    ]


def first_tasks(*, initiative: Initiative, now: datetime) -> list[Task]:
    """One more than shown says that there are others. One query, two if there are any."""
    rows = listed_tasks(now=now, filters=TaskFilters(group=initiative.slug))
    return list(rows.prefetch_related("skills")[: MOST_OF_A_GROUP + 1])


def roles_of_tasks(*, now: datetime) -> list[tuple[str, str]]:
    used = set(open_tasks(now=now).order_by().values_list("role", flat=True).distinct())
    return [(area.value, str(area.label)) for area in SkillArea if area.value in used]


def skills_of_tasks(*, now: datetime) -> list[tuple[str, str]]:
    shown = open_tasks(now=now).order_by().values("pk")
    used = Task.skills.through.objects.filter(task__in=shown).values("skill")
    return list(Skill.objects.filter(pk__in=used).values_list("slug", "name"))


@dataclass(frozen=True)
class TaskStanding:
    """Where a task stands for one reader. `mine` is their own lease on it, `other` their lease on
    another task, which has to end first; until `rests_until` it is for others, because their own
    lease on it ran out. Of one held back the group gives none out at the moment. Where
    `is_too_new` their account is new, and they did nothing here yet."""

    is_open: bool
    is_stale: bool
    is_taken: bool
    taken_until: datetime | None
    mine: TaskClaim | None
    other: TaskClaim | None
    rests_until: datetime | None
    is_held_back: bool
    is_too_new: bool

    @property
    def can_be_claimed(self) -> bool:
        is_theirs_or_taken = self.is_taken or self.mine or self.other or self.rests_until
        is_refused = self.is_held_back or self.is_too_new
        return self.is_open and not is_refused and not is_theirs_or_taken


def standing_of(*, task: Task, person: User | None, now: datetime) -> TaskStanding:
    """Two queries, one for who is signed out; some more for a new account."""
    running = TaskClaim.objects.filter(ended_at=None, leased_until__gt=now)
    mine = other = lapsed = None
    if person is not None:
        resting = Q(task=task) & ran_out_lately(now)
        of_person = TaskClaim.objects.filter(person=person).select_related("task")
        for own in of_person.filter(Q(ended_at=None, leased_until__gt=now) | resting):
            if own.leased_until <= now:
                lapsed = own
            elif own.task_id == task.pk:
                mine = own
            else:
                other = own
    until = (
        mine.leased_until
        if mine
        else running.filter(task=task).values_list("leased_until", flat=True).first()
    )
    is_stale = task.changed_at < fresh_since(now)
    is_archived = archived_groups(now.date()).filter(initiative=task.initiative_id).exists()
    return TaskStanding(
        is_open=task.state == TaskState.OPEN and not is_stale and not is_archived,
        is_stale=is_stale,
        is_taken=task.is_assigned or until is not None,
        taken_until=until,
        mine=mine,
        other=other,
        rests_until=lapsed.leased_until + rest() if lapsed else None,
        is_held_back=not task.initiative.takes_claims,
        is_too_new=person is not None and has_yet_to_act(person=person, now=now),
    )


def ran_out_lately(now: datetime) -> Q:
    """Leases after which a task is for others first."""
    ran_out = Q(ended_at=None) | Q(end=TaskClaimEnd.LAPSED)
    return ran_out & Q(leased_until__lte=now, leased_until__gt=now - rest())


def resting_tasks(*, person: User, now: datetime) -> QuerySet:
    """Ids of tasks that are for others first, because the person's own lease on them ran out."""
    return TaskClaim.objects.filter(ran_out_lately(now), person=person).values("task")


def rest() -> timedelta:
    return timedelta(days=settings.TASK_REST_DAYS)


def ai_policy_words(*, group: Initiative, own: str = "") -> str:
    policy = own or group.ai_policy
    return str(AiPolicy(policy).label) if policy else ""


def own_claim(*, person: User, now: datetime) -> TaskClaim | None:
    """The one somebody is at. One query."""
    running = TaskClaim.objects.filter(person=person, ended_at=None, leased_until__gt=now)
    return running.select_related("task__initiative").first()


def own_claims(*, person: User) -> list[dict[str, object]]:
    """For the copy of their data somebody takes with them."""
    rows = TaskClaim.objects.filter(person=person).select_related("task")
    return [
        {
            "repository": row.task.repository,
            "number": row.task.number,
            "title": row.task.title,
            "claimed_at": row.claimed_at,
            "leased_until": row.leased_until,
            "warned_at": row.warned_at,
            "ended_at": row.ended_at,
            "end": row.end,
        }
        for row in rows
    ]
