"""What the portal knows that people did, asked of whoever keeps it."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from initiatives.models import TaskClaim, TaskClaimEnd
from initiatives.onboarding.core.own_work import Piece, What
from initiatives.onboarding.signals import own_work_asked


def tasks_done(*, people: Collection[int]) -> list[tuple[int, Piece]]:
    """Claims that ended as done: handed in, or closed so at the tracker meanwhile. A task counts
    once, however often it was. One query."""
    claims = TaskClaim.objects.filter(person__in=people, end=TaskClaimEnd.DONE)
    first: dict[tuple[int, int], Piece] = {}
    for claim in claims.select_related("task").order_by("ended_at"):
        if claim.ended_at:
            piece = Piece(What.TASK, claim.ended_at, claim.task.initiative_id)
            first.setdefault((claim.person_id, claim.task_id), piece)
    return [(person, piece) for (person, _task), piece in first.items()]


def own_work(*, people: Collection[int], meetings: Collection[str] = ()) -> dict[int, list[Piece]]:
    """By person: tasks, meetings of pairs, and their seats and dates at these meetings. A query of
    each who is asked."""
    answers: list[tuple[Any, Any]] = own_work_asked.send(
        sender=None, people=people, meetings=meetings
    )
    found: dict[int, list[Piece]] = defaultdict(list)
    for told in (tasks_done(people=people), *(told for _receiver, told in answers)):
        for person, piece in told:
            found[person].append(piece)
    return found
