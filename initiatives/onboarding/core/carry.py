"""What becomes of somebody's walk when their path has a newer edition.

What is done stays done and what is open stays open, in every edition that comes. Who has arrived
has arrived on the edition they walked; who has done nothing begins with the newest; everybody else
is asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from .edition_diff import Change, Published, compare, is_silent
from .plan import Plan, PlanStep
from .progress import progress


@dataclass(frozen=True)
class Walked:
    """Keys of steps: those done, in whichever edition; those that stay open although others now
    come first; those that earlier work seems to cover, until their person says so; of those done
    the ones that somebody found to count."""

    done: frozenset[str] = frozenset()
    kept_open: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    verified: frozenset[str] = frozenset()


class Move(StrEnum):
    """`SILENTLY` is only words; `TOLD` has nothing to lose; `ASKED` decides; `FINAL` stays."""

    FINAL = "final"
    SILENTLY = "silently"
    TOLD = "told"
    ASKED = "asked"


class Outcome(StrEnum):
    """What a newer edition would mean for one step."""

    KEPT = "kept"
    CLOSED = "closed"
    LOOK_AGAIN = "look_again"
    CHANGED = "changed"
    CARRIED = "carried"
    COVERED = "covered"
    NEW = "new"
    STAYS_OPEN = "stays_open"
    REWIRED = "rewired"


@dataclass(frozen=True)
class StepOutcome:
    key: str
    title: str
    outcome: Outcome


def move_of(walked: Walked, way: Sequence[Published]) -> Move:
    """`way` is every edition from the one walked to the newest."""
    if progress(way[0].plan, walked.done).is_finished:
        return Move.FINAL
    if all(is_silent(compare(old, new)) for old, new in pairwise(way)):
        return Move.SILENTLY
    return Move.ASKED if walked.done or walked.kept_open else Move.TOLD


def carried_along(walked: Walked, way: Sequence[Published]) -> Walked:
    for old, new in pairwise(way):
        walked = carried(walked, old, new)
    return walked


def carried(walked: Walked, old: Published, new: Published) -> Walked:
    """Onto the next edition. A step in the place of others is done where they all are and its
    editor says that this is enough; where only some are, or nothing is said, its person is asked.
    What is done stays open too: its person may take the mark back.

    A step that has to be shown is done, or its person asked about it, only where somebody found all
    of those to count: nobody's own word covers it. What was found to count stays found.
    """
    opened = walked.done | {s.key for s in old.plan if is_open(s, walked)}
    found = walked.verified | {s.key for s in old.plan if s.is_shown and s.key in walked.covered}
    done, covered, verified = set(walked.done), set(walked.covered), set(walked.verified)
    for step in (step for step in new.plan if step.key not in old.by_key):
        said = new.said_of(step.key)
        enough = walked.verified if step.is_shown else walked.done
        if said.carries and said.replaces and enough.issuperset(said.replaces):
            done.add(step.key)
            if walked.verified.issuperset(said.replaces):
                verified.add(step.key)
        elif step.is_shown:
            if said.replaces and found.issuperset(said.replaces):
                covered.add(step.key)
        elif not (walked.done | walked.covered).isdisjoint(said.replaces):
            covered.add(step.key)
        if not opened.isdisjoint(said.replaces):
            opened |= {step.key}
    return Walked(
        done=frozenset(done),
        kept_open=frozenset(s.key for s in new.plan if s.key in opened and not s.opens_with(done)),
        covered=frozenset(covered & new.by_key.keys() - done),
        verified=frozenset(verified),
    )


def sent_back(walked: Walked, plan: Plan, key: str) -> Walked:
    """A step that counted as done is to be done once more. It is open, and what it had opened
    stays open: somebody may have begun there."""
    opened = {key} | {step.key for step in plan if is_open(step, walked)}
    done = walked.done - {key}
    return replace(
        walked,
        done=done,
        verified=walked.verified - {key},
        kept_open=frozenset(s.key for s in plan if s.key in opened and not s.opens_with(done)),
    )


def is_open(step: PlanStep, walked: Walked) -> bool:
    return step.key in walked.kept_open or step.opens_with(walked.done)


def outcomes(walked: Walked, way: Sequence[Published]) -> tuple[StepOutcome, ...]:
    """What the newest edition would change for this person, in its order, then what went."""
    first, newest = way[0], way[-1]
    after = carried_along(walked, way)
    seen = {(one.key, one.change) for old, new in pairwise(way) for one in compare(old, new)}
    told = [
        (step, outcome)
        for step in newest.plan
        if (outcome := outcome_of(step.key, first, walked, after, seen))
    ]
    gone = [
        (step, Outcome.KEPT if step.key in walked.done else Outcome.CLOSED)
        for step in first.plan
        if step.key not in newest.by_key
    ]
    return tuple(StepOutcome(step.key, step.title, outcome) for step, outcome in told + gone)


def outcome_of(
    key: str, first: Published, walked: Walked, after: Walked, seen: set[tuple[str, Change]]
) -> Outcome | None:
    """None where nothing changes for them."""
    if key in after.covered and key not in walked.covered:
        return Outcome.COVERED
    if key not in first.by_key:
        return Outcome.CARRIED if key in after.done else Outcome.NEW
    if (key, Change.SUBSTANTIVE) in seen:
        return Outcome.LOOK_AGAIN if key in walked.done else Outcome.CHANGED
    if key in walked.done or (key, Change.REWIRED) not in seen:
        return None
    return Outcome.STAYS_OPEN if key in after.kept_open else Outcome.REWIRED
