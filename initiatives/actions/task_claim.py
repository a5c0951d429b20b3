"""A claim is a lease on a task: one a task, one a person, and it ends by itself.

Who claims leaves no audit entry and no trace on pages but a date: what somebody tries is their own
affair, and each entry would empty the cache of public pages.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from initiatives.models import Task, TaskClaim, TaskClaimEnd, TaskState
from initiatives.queries.tasks import standing_of
from initiatives.signals import tasks_done
from portal.kit import clock
from portal.notices.actions.notice import send_notice
from portal.notices.models import Kind
from portal.people.models import User

# Handed in and not looked at yet: who has so many waits before taking the next.
MOST_IN_REVIEW = 3


class TaskTaken(Exception):
    """Somebody else is at it, here or at the tracker."""


class TaskNotOpen(Exception):
    """Done, withdrawn, in review, stale, or its group is archived."""


class AlreadyAtAnother(Exception):
    """One task a person: give the other back first."""


class IntakeClosed(Exception):
    """The group gives no task out at the moment."""


class TooManyInReview(Exception):
    """So many are waiting for their groups to look at."""


class ActFirst(Exception):
    """Their account is new and nothing was done with it: something else comes first."""


class OthersFirst(Exception):
    """Their lease on it ran out a moment ago: for some days it is for others."""


class NotYours(Exception):
    """The lease has ended, or was never this person's."""


@transaction.atomic
def claim_task(*, task: Task, by: User) -> TaskClaim:
    """Who is at it already keeps the lease they have.

    Raises TaskNotOpen, IntakeClosed, TaskTaken, AlreadyAtAnother, OthersFirst, ActFirst,
    TooManyInReview. Two constraints of the database decide between people, and between two tabs of
    one person, in the same moment.
    """
    now = clock.now()
    task = Task.objects.select_for_update().get(pk=task.pk)
    end_leases(Q(task=task) | Q(person=by), now=now)
    standing = standing_of(task=task, person=by, now=now)
    if standing.mine:
        return standing.mine
    if not standing.is_open:
        raise TaskNotOpen
    if standing.is_held_back:
        raise IntakeClosed
    if standing.is_taken:
        raise TaskTaken
    if standing.other:
        raise AlreadyAtAnother
    if standing.rests_until:
        raise OthersFirst
    if standing.is_too_new:
        raise ActFirst
    if handed_in(person=by).count() >= MOST_IN_REVIEW:
        raise TooManyInReview
    try:
        with transaction.atomic():
            return lease(task=task, person=by, now=now)
    except IntegrityError as error:
        won = TaskClaim.objects.filter(task=task, ended_at=None).first()
        if won is None:
            raise AlreadyAtAnother from error
        if won.person_id != by.pk:
            raise TaskTaken from error
        return won


def lease(*, task: Task, person: User, now: datetime) -> TaskClaim:
    """Who takes up again what they gave back goes on with the lease they had."""
    had = TaskClaim.objects.filter(
        task=task, person=person, end=TaskClaimEnd.GIVEN_BACK, leased_until__gt=now
    ).first()
    return TaskClaim.objects.create(
        task=task,
        person=person,
        claimed_at=had.claimed_at if had else now,
        leased_until=had.leased_until if had else now + timedelta(days=settings.TASK_LEASE_DAYS),
        warned_at=had.warned_at if had else None,
    )


@transaction.atomic
def give_back_task(*, task: Task, by: User) -> None:
    """Raises NotYours."""
    if not end_claim(task=task, by=by, end=TaskClaimEnd.GIVEN_BACK):
        raise NotYours


@transaction.atomic
def hand_in_task(*, task: Task, by: User) -> None:
    """Its person says that the work is with the group. Others see "in review". Raises NotYours."""
    if not end_claim(task=task, by=by, end=TaskClaimEnd.DONE):
        raise NotYours
    Task.objects.filter(pk=task.pk, state=TaskState.OPEN).update(state=TaskState.IN_REVIEW)
    tasks_done.send(sender=None, people=[by.pk])


def end_claim(*, task: Task, by: User, end: TaskClaimEnd) -> int:
    """How many ended: none whose lease is over already, though nobody has swept it up yet."""
    now = clock.now()
    running = TaskClaim.objects.filter(task=task, person=by, ended_at=None, leased_until__gt=now)
    return running.update(ended_at=now, end=end)


def handed_in(*, person: User) -> QuerySet[Task]:
    return Task.objects.filter(
        state=TaskState.IN_REVIEW,
        claims__in=TaskClaim.objects.filter(person=person, end=TaskClaimEnd.DONE),
    ).distinct()


def end_leases(which: Q, *, now: datetime) -> int:
    """Over since their own last minute, however late this runs."""
    over = TaskClaim.objects.filter(which, ended_at=None, leased_until__lte=now)
    return over.update(ended_at=now, end=TaskClaimEnd.LAPSED)


def warn_of_leases(*, now: datetime) -> int:
    """Once, some days before the end. Returns how many were told."""
    told = 0
    wait = timedelta(days=settings.TASK_WARN_DAYS)
    due = TaskClaim.objects.filter(
        ended_at=None, warned_at=None, leased_until__gt=now, claimed_at__lte=now - wait
    )
    for claim in due.select_related("task__initiative", "person").order_by("pk"):
        told += warn(claim=claim, now=now)
    return told


@transaction.atomic
def warn(*, claim: TaskClaim, now: datetime) -> int:
    """Of two that run at once, one tells."""
    is_first = TaskClaim.objects.filter(pk=claim.pk, ended_at=None, warned_at=None).update(
        warned_at=now
    )
    if is_first:
        send_notice(
            person=claim.person,
            kind=Kind.TASK,
            key=f"task-lease-{claim.pk}",
            template="initiatives/warn_of_lease",
            context={
                "title": claim.task.title,
                "group": claim.task.initiative.name,
                "until": claim.leased_until.isoformat(),
            },
            url=reverse("initiatives:task", args=[claim.task.key]),
        )
    return is_first


def open_forgotten_reviews(*, now: datetime) -> int:
    """Handed in long ago and still open at its tracker: somebody else may take it."""
    lately = now - timedelta(days=settings.TASK_REVIEW_DAYS)
    handed = TaskClaim.objects.filter(
        task=OuterRef("pk"), end=TaskClaimEnd.DONE, ended_at__gt=lately
    )
    waiting = Task.objects.filter(state=TaskState.IN_REVIEW).exclude(Exists(handed))
    return waiting.update(state=TaskState.OPEN)


def tend_claims(*, now: datetime) -> tuple[int, int, int]:
    """Part of `tick`: how many were warned, lapsed, and opened again. Safe to repeat."""
    return (
        warn_of_leases(now=now),
        end_leases(Q(), now=now),
        open_forgotten_reviews(now=now),
    )
