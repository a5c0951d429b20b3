"""Where somebody stands on a plan, from nothing but the plan and what is done."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from .plan import Plan, PlanStep


class State(StrEnum):
    DONE = "done"
    HERE = "here"
    OPEN = "open"
    LOCKED = "locked"


@dataclass(frozen=True)
class Progress:
    """Counts and minutes are of the steps that are not optional."""

    states: tuple[tuple[PlanStep, State], ...]
    next: PlanStep | None
    done: int
    total: int
    minutes_left: int
    is_time_known: bool

    @property
    def is_finished(self) -> bool:
        return self.done == self.total

    def state_of(self, key: str) -> State | None:
        return next((state for step, state in self.states if step.key == key), None)


def progress(plan: Plan, done: Collection[str], kept_open: Collection[str] = ()) -> Progress:
    """What is done stays done, whatever it needed; doing more never locks what was open.

    `kept_open` are steps that were open in an edition walked before: no edition locks them.

    The next step is the first, in the plan's order, that is open and leads on: required itself, or
    needed by what is. A plan without problems has one until it is finished.
    """
    ahead = [step for step in plan if not step.is_optional and step.key not in done]
    opened = frozenset(s.key for s in plan if s.key in kept_open or s.opens_with(done))
    wanted = leading_on(plan, done, opened)
    here = next((s for s in plan if s.key in wanted and s.key in opened), None)
    return Progress(
        states=tuple((step, state_of(step, here, done, opened)) for step in plan),
        next=here,
        done=sum(not step.is_optional and step.key in done for step in plan),
        total=sum(not step.is_optional for step in plan),
        minutes_left=sum(step.minutes or 0 for step in ahead),
        is_time_known=all(step.minutes is not None for step in ahead),
    )


def state_of(
    step: PlanStep, here: PlanStep | None, done: Collection[str], opened: Collection[str]
) -> State:
    if step.key in done:
        return State.DONE
    if step is here:
        return State.HERE
    return State.OPEN if step.key in opened else State.LOCKED


def leading_on(plan: Plan, done: Collection[str], opened: Collection[str]) -> frozenset[str]:
    """Steps still to be done that are required, or that a step of these still waits for."""
    steps = {step.key: step for step in plan}
    wanted: set[str] = set()
    asked = [step.key for step in plan if not step.is_optional]
    while asked:
        key = asked.pop()
        if key in steps and key not in wanted and key not in done:
            wanted.add(key)
            if key not in opened:
                asked += steps[key].still_needed(done)
    return frozenset(wanted)
