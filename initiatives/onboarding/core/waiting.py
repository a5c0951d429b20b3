"""For whom a walk waits, and since when.

There are two clocks, and often both run: what was shown opens the next step, so its person goes on
while somebody has still to look. A look that takes long never counts against who waits for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from .plan import PlanStep
from .progress import Progress

# From here on a wait is long, on whichever side.
LONG = timedelta(days=14)
WITH_A_MENTOR, AT_A_MEETING = "mentor", "attend"


class Whom(StrEnum):
    """A step that is done with a mentor waits for the mentor, one at a meeting for its date."""

    MENTOR = "mentor"
    VERIFIER = "verifier"
    WALKER = "walker"
    MEETING = "meeting"


@dataclass(frozen=True)
class Wait:
    whom: Whom
    step: PlanStep
    since: datetime

    def is_long(self, now: datetime) -> bool:
        return now - self.since >= LONG


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """`quiet_since` is when their person did the last thing, was answered, or rested until; `looks`
    by key of a step since when what was shown waits for a look. Who rests waits for nothing, and
    nobody for them."""

    quiet_since: datetime
    looks: Mapping[str, datetime]
    rests: bool = False


def waits(stands: Progress, clocks: Clocks) -> tuple[Wait, ...]:
    """Steps waiting for a look in the plan's order, then the next one to be done."""
    found = [
        Wait(Whom.VERIFIER, step, clocks.looks[step.key])
        for step, _state in stands.states
        if step.key in clocks.looks
    ]
    here = stands.next
    if here is not None and not clocks.rests:
        found.append(Wait(whom_of(here), here, clocks.quiet_since))
    return tuple(found)


def whom_of(step: PlanStep) -> Whom:
    if step.with_whom == WITH_A_MENTOR:
        return Whom.MENTOR
    return Whom.MEETING if step.kind == AT_A_MEETING else Whom.WALKER
