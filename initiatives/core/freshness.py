"""How long what a page says may be believed: each part of it goes stale on its own clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

# Days from the last word on a part until somebody should look at it again. What changes often,
# or costs a newcomer most when it is wrong, has the shortest clock.
DAYS = {
    "text": 365,
    "links": 180,
    "people": 180,
    "place": 365,
    "meetings": 90,
    "openings": 60,
    "deliverables": 365,
}
SOON = 14
QUARTER = 91


class State(StrEnum):
    FRESH = "fresh"
    DUE_SOON = "due-soon"
    STALE = "stale"
    NEVER = "never"
    MISSING = "missing"


class Fact(Protocol):
    @property
    def seen_on(self) -> date | None: ...

    @property
    def confirmed_on(self) -> date | None: ...


@dataclass(frozen=True)
class Freshness:
    """Where one part stands; without a last word it has no age and no day on which it is due."""

    state: State
    last_on: date | None = None
    due_on: date | None = None


def freshness(
    part: str, *, facts: Iterable[Fact], confirmed_on: date | None, on: date, is_there: bool = True
) -> Freshness:
    """`is_there` says whether the page shows anything in this part; `facts` are the dated of it."""
    if not is_there:
        return Freshness(State.MISSING)
    last = last_word(facts, confirmed_on=confirmed_on, on=on)
    if last is None:
        return Freshness(State.NEVER)
    return until(last + timedelta(days=DAYS[part]), last_on=last, on=on)


def until(due: date, *, last_on: date | None, on: date) -> Freshness:
    """For what says itself until when it holds."""
    if on >= due:
        return Freshness(State.STALE, last_on, due)
    is_soon = on >= due - timedelta(days=SOON)
    return Freshness(State.DUE_SOON if is_soon else State.FRESH, last_on, due)


def last_word(facts: Iterable[Fact], *, confirmed_on: date | None, on: date) -> date | None:
    """The latest day on which somebody said it: of the group, or of the text it was read from.

    A day that has not come yet is a slip of the pen and says nothing.
    """
    said = [confirmed_on]
    for fact in facts:
        said += [fact.seen_on, fact.confirmed_on]
    return max((day for day in said if day and day <= on), default=None)


def quarters_over(since: date, *, on: date) -> int:
    """Whole quarters of a year since a day: one reminder belongs to each."""
    return max((on - since).days // QUARTER, 0)
