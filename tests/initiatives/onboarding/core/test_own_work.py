"""What was done in the portal itself completes a step exactly where the step says so."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from initiatives.onboarding.core.own_work import (
    CaughtUp,
    Piece,
    What,
    caught_up,
    own_work_of,
    says_something,
)
from initiatives.onboarding.core.plan import PlanStep


def day(number: int) -> datetime:
    return datetime(2026, 3, number, 12, tzinfo=UTC)


GROUP, OTHER = 7, 8
TASK = PlanStep(key="task", counts="task")
MET = PlanStep(key="met", kind="meet", counts="met")
CALL = PlanStep(key="call", kind="attend", meeting="call")
PROMISE = replace(CALL, key="promise", rsvp_is_enough=True)
DONE = Piece(What.TASK, day(3), GROUP)
SEAT = Piece(What.RSVP, day(2), "call")
THERE = Piece(What.ATTENDED, day(4), "call")


@pytest.mark.parametrize(
    ("step", "pieces", "found"),
    [
        (TASK, [], None),
        (TASK, [DONE], (What.TASK, day(3))),
        (TASK, [replace(DONE, of=OTHER)], None),
        (TASK, [Piece(What.MET, day(1)), SEAT, THERE], None),
        (replace(TASK, how_many=2), [DONE], None),
        (replace(TASK, how_many=2), [replace(DONE, at=day(5)), DONE], (What.TASK, day(5))),
        (replace(TASK, kind="evidence"), [DONE], None),
        (replace(TASK, kind="quiz"), [DONE], None),
        (MET, [DONE], None),
        (MET, [Piece(What.MET, day(1))], (What.MET, day(1))),
        (CALL, [SEAT], None),
        (CALL, [replace(THERE, of="workshop")], None),
        (CALL, [SEAT, THERE], (What.ATTENDED, day(4))),
        (PROMISE, [SEAT], (What.RSVP, day(2))),
        (PROMISE, [SEAT, THERE], (What.ATTENDED, day(4))),
        (PlanStep(key="read", kind="read"), [DONE, SEAT, THERE], None),
    ],
)
def test_a_step_is_done_by_what_it_says_and_by_nothing_else(step, pieces, found):
    assert own_work_of(step, pieces, group=GROUP) == found


def test_on_a_path_of_no_group_a_task_of_any_group_counts():
    assert own_work_of(TASK, [DONE], group=None) == (What.TASK, day(3))


def test_what_was_done_before_they_began_is_asked_about_and_a_seat_still_counts():
    plan = (TASK, MET, CALL, PROMISE)
    pieces = [DONE, Piece(What.MET, day(9)), SEAT]
    known = caught_up(plan, pieces, group=None, since=day(5))
    assert known == CaughtUp(
        {"met": (What.MET, day(9)), "promise": (What.RSVP, day(2))}, frozenset({"task"})
    )


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (TASK, True),
        (MET, True),
        (CALL, True),
        (PlanStep(key="a"), False),
        (PlanStep(key="a", counts="merged", repository="ossf/demo"), False),
        (PlanStep(key="a", kind="evidence", meeting="call"), False),
    ],
)
def test_of_most_steps_nobody_has_to_be_asked(step, says):
    assert says_something((step,)) is says
