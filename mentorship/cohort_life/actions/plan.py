"""The kickoff, the goals of a pair and the milestones on the way."""

from datetime import date, datetime

from django.db import transaction

from mentorship.cohort_life.models import KickoffMark, KickoffStep, LineKind, PlanLine
from mentorship.cohort_life.models.plan import MOST_GOALS, MOST_MILESTONES
from mentorship.cohort_life.queries.pair import life_of
from mentorship.models import Match
from portal.people.models import User

from .pair import hold_pair, note_sign

MOST = {LineKind.GOAL: MOST_GOALS, LineKind.MILESTONE: MOST_MILESTONES}


class PlanFull(Exception):
    """A plan of more lines is none; one has to go first."""


class DayOutside(Exception):
    """The day of a milestone lies in the time of the pair."""


@transaction.atomic
def mark_kickoff(*, match: Match, by: User, step: str, is_done: bool, now: datetime) -> None:
    """Safe to repeat; who ticked it first stays. Raises NotTheirs, PairOver."""
    row = hold_pair(match, by, now)
    if is_done:
        KickoffMark.objects.get_or_create(
            match=row, step=KickoffStep(step), defaults={"by": by, "at": now}
        )
    else:
        KickoffMark.objects.filter(match=row, step=step).delete()
    note_sign(row, [by], now)


@transaction.atomic
def write_plan_line(
    *, match: Match, by: User, kind: str, text: str, due_on: date | None, now: datetime
) -> PlanLine:
    """Raises NotTheirs, PairOver, PlanFull, DayOutside."""
    row = hold_pair(match, by, now)
    pair = life_of(match=row).pair
    if PlanLine.objects.filter(match=row, kind=kind).count() >= MOST[LineKind(kind)]:
        raise PlanFull
    if due_on and not pair.begins_on <= due_on <= pair.ends_on:
        raise DayOutside
    line = PlanLine.objects.create(
        match=row, kind=LineKind(kind), text=text, due_on=due_on, written_by=by, written_at=now
    )
    note_sign(row, [by], now)
    return line


@transaction.atomic
def reach_line(*, line: PlanLine, by: User, is_reached: bool, now: datetime) -> None:
    """Raises NotTheirs, PairOver."""
    row = hold_pair(line.match, by, now)
    PlanLine.objects.filter(pk=line.pk).update(reached_at=now if is_reached else None)
    note_sign(row, [by], now)


@transaction.atomic
def remove_line(*, line: PlanLine, by: User, now: datetime) -> None:
    """Raises NotTheirs, PairOver."""
    row = hold_pair(line.match, by, now)
    PlanLine.objects.filter(pk=line.pk).delete()
    note_sign(row, [by], now)
