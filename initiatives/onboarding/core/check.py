"""What keeps a plan from being published: steps nobody could ever reach, or finish."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .plan import Plan, PlanStep

NEEDS_A_MEETING = "attend"


class Trouble(StrEnum):
    NO_STEP = "no_step"
    NOTHING_REQUIRED = "nothing_required"
    KEY_TWICE = "key_twice"
    NEEDS_UNKNOWN = "needs_unknown"
    LOOP = "loop"
    NEEDS_OPTIONAL = "needs_optional"
    NO_MEETING = "no_meeting"


@dataclass(frozen=True)
class Problem:
    """`keys` begin with the step to change; a loop is told all the way round: a, b, a."""

    trouble: Trouble
    keys: tuple[str, ...] = ()


def check(plan: Plan) -> tuple[Problem, ...]:
    """Everything wrong with a plan, in the order of its steps; empty when it can be walked."""
    if not plan:
        return (Problem(Trouble.NO_STEP),)
    found = [*keys_told_twice(plan), *needs_that_never_come(plan), *steps_without_a_meeting(plan)]
    if all(step.is_optional for step in plan):
        found.append(Problem(Trouble.NOTHING_REQUIRED))
    return tuple(found)


def keys_told_twice(plan: Plan) -> Iterator[Problem]:
    seen: set[str] = set()
    for step in plan:
        if step.key in seen:
            yield Problem(Trouble.KEY_TWICE, (step.key,))
        seen.add(step.key)


def needs_that_never_come(plan: Plan) -> Iterator[Problem]:
    steps = {step.key: step for step in plan}
    for step in plan:
        for key in step.needs:
            if key not in steps:
                yield Problem(Trouble.NEEDS_UNKNOWN, (step.key, key))
            elif steps[key].is_optional and not step.is_optional and not has_a_choice(step):
                yield Problem(Trouble.NEEDS_OPTIONAL, (step.key, key))
    yield from loops(plan)


def has_a_choice(step: PlanStep) -> bool:
    return step.one_is_enough and len(step.needs) > 1


def steps_without_a_meeting(plan: Plan) -> Iterator[Problem]:
    for step in plan:
        if step.kind == NEEDS_A_MEETING and not step.meeting:
            yield Problem(Trouble.NO_MEETING, (step.key,))


def reachable(plan: Plan) -> frozenset[str]:
    """The steps whose turn can come, if people do all they can."""
    done: set[str] = set()
    while fresh := {s.key for s in plan if s.key not in done and s.opens_with(done)}:
        done |= fresh
    return frozenset(done)


def loops(plan: Plan) -> Iterator[Problem]:
    """Every loop that holds steps back for ever, once.

    A loop with another way in (where one of several steps is enough) holds nobody back.
    """
    can_come = reachable(plan)
    held = {step.key: step for step in plan if step.key not in can_come}
    settled: set[str] = set()
    for start in held:
        way: list[str] = []
        key: str | None = start
        while key is not None and key not in settled:
            if key in way:
                yield Problem(Trouble.LOOP, (*way[way.index(key) :], key))
                break
            way.append(key)
            key = next((need for need in held[key].needs if need in held), None)
        settled.update(way)
