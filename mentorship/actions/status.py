"""An application moves: only where the table of moves allows it, and never without a line of its
history."""

from collections.abc import Iterable
from datetime import datetime

from mentorship.core.application_moves import NOWHERE, Mover, may_move
from mentorship.models import Application, Status, StatusChange
from portal.people.models import User


class MoveNotAllowed(Exception):
    """From where the application stands nobody, or somebody else, may move it there."""


def move(application: Application, *, to: Status, mover: Mover) -> str:
    """Sets the status of a row that the caller has locked, saves and notes; returns what it was.

    Raises MoveNotAllowed.
    """
    was = NOWHERE if application.pk is None else application.status
    if not may_move(mover, was, to):
        raise MoveNotAllowed
    application.status = to
    return was


def note_move(
    application: Application,
    *,
    was: str,
    mover: Mover,
    by: User | None,
    now: datetime,
    reason: str = "",
) -> None:
    """Once the row is saved. `reason` is read by the applicant."""
    note_moves([(application, was)], mover=mover, by=by, now=now, reason=reason)


def note_moves(
    moved: Iterable[tuple[Application, str]],
    *,
    mover: Mover,
    by: User | None,
    now: datetime,
    reason: str = "",
) -> None:
    StatusChange.objects.bulk_create(
        StatusChange(
            application=application,
            was=was,
            became=application.status,
            mover=mover,
            by=by,
            reason=reason,
            at=now,
        )
        for application, was in moved
    )
