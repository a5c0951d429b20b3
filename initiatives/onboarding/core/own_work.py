"""What the portal itself knows that somebody did: tasks they took, meetings of their pairs, seats
they hold, dates they were at."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .plan import COUNTED_HERE, Plan, PlanStep


class What(StrEnum):
    TASK = "task"
    MET = "met"
    RSVP = "rsvp"
    ATTENDED = "attended"


@dataclass(frozen=True)
class Piece:
    """`of` is the group whose task it was, or the meeting by its slug."""

    what: What
    at: datetime
    of: int | str | None = None


Found = tuple[What, datetime]


def own_work_of(step: PlanStep, pieces: Iterable[Piece], *, group: int | None) -> Found | None:
    """What completes the step, and the moment from which it did; None where too little is known.

    Nothing here shows anything or answers questions.
    """
    if step.is_shown or step.is_answered:
        return None
    meant = sorted(
        (one for one in pieces if is_meant(step, one, group)),
        key=lambda one: one.at,
    )
    there = [one.at for one in meant if one.what is What.ATTENDED]
    done = [one.at for one in meant if one.what == step.counts]
    seats = [one.at for one in meant if one.what is What.RSVP]
    if there:
        return What.ATTENDED, there[0]
    if step.counts in COUNTED_HERE and len(done) >= step.how_many:
        return What(step.counts), done[step.how_many - 1]
    return (What.RSVP, seats[0]) if seats and step.rsvp_is_enough else None


def is_meant(step: PlanStep, piece: Piece, group: int | None) -> bool:
    """Tasks of the path's own group, or of any where it has none; any pair."""
    match piece.what:
        case What.TASK:
            return group in {None, piece.of}
        case What.MET:
            return True
    return bool(step.meeting) and piece.of == step.meeting


@dataclass(frozen=True)
class CaughtUp:
    """`found` completes steps, by key; about those of `earlier` work their person is asked."""

    found: dict[str, Found]
    earlier: frozenset[str]


def caught_up(
    plan: Plan, pieces: Sequence[Piece], *, group: int | None, since: datetime
) -> CaughtUp:
    """Work of before they began completes nothing by itself. A seat that is held does: it is a
    promise still, whenever it was made."""
    recent = since_they_began(pieces, since)
    found = {step.key: own_work_of(step, recent, group=group) for step in plan}
    ever = {step.key for step in plan if own_work_of(step, pieces, group=group)}
    known = {key: one for key, one in found.items() if one}
    return CaughtUp(known, frozenset(ever - known.keys()))


def since_they_began(pieces: Iterable[Piece], since: datetime) -> list[Piece]:
    return [one for one in pieces if one.at >= since or one.what is What.RSVP]


def says_something(plan: Plan) -> bool:
    """Whether such work could complete any of its steps."""
    return any(step.counts in COUNTED_HERE for step in plan) or bool(meetings_of(plan))


def meetings_of(plan: Plan) -> Collection[str]:
    return {step.meeting for step in plan if step.meeting and not step.is_shown}
