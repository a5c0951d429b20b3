"""How long what a page says may be believed: every fact goes stale on its own clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Days from the last word on a fact of a kind until somebody should look at it again. What changes
# often, or costs a newcomer most when it is wrong, has the shortest clock; what has happened, the
# longest.
DAYS = {
    "name": 730,
    "words": 365,
    "joining": 180,
    "ai-policy": 180,
    "link": 180,
    "charter": 365,
    "seat": 180,
    "stage": 365,
    "parent": 365,
    "serves": 365,
    "predecessor": 1825,
    "meeting": 90,
    "deliverable": 365,
}
SOON = 14
QUARTER = 91


class State(StrEnum):
    FRESH = "fresh"
    DUE_SOON = "due-soon"
    STALE = "stale"
    NEVER = "never"
    MISSING = "missing"


@dataclass(frozen=True)
class Freshness:
    """Where a fact or a part stands; without a last word it has no age and no day of being due."""

    state: State
    last_on: date | None = None
    due_on: date | None = None

    @property
    def is_stale(self) -> bool:
        return self.state in {State.STALE, State.NEVER}


def freshness(kind: str, *, last_on: date | None, on: date) -> Freshness:
    if last_on is None:
        return Freshness(State.NEVER)
    return until(last_on + timedelta(days=DAYS[kind]), last_on=last_on, on=on)


def of_part(facts: Iterable[Freshness]) -> Freshness:
    """As its first fact to go stale has it, with the last word on any. No fact is missing."""
    known = list(facts)
    last_on = max((one.last_on for one in known if one.last_on), default=None)
    due = [one for one in known if one.due_on]
    if not known:
        return Freshness(State.MISSING)
    if not due:
        return Freshness(State.NEVER)
    first = min(due, key=lambda one: one.due_on or date.max)
    is_whole = len(due) == len(known)
    return Freshness(first.state if is_whole else State.STALE, last_on, first.due_on)


def until(due: date, *, last_on: date | None, on: date) -> Freshness:
    """For what says itself until when it holds."""
    if on >= due:
        return Freshness(State.STALE, last_on, due)
    is_soon = on >= due - timedelta(days=SOON)
    return Freshness(State.DUE_SOON if is_soon else State.FRESH, last_on, due)


def last_word(days: Iterable[date | None], *, on: date) -> date | None:
    """The latest day on which somebody said it: of the group, or of the text it was read from.

    A day that has not come yet is a slip of the pen and says nothing.
    """
    return max((day for day in days if day and day <= on), default=None)


def quarters_over(since: date, *, on: date) -> int:
    """Whole quarters of a year since a day: one reminder belongs to each."""
    return max((on - since).days // QUARTER, 0)
