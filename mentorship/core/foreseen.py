"""What somebody is going to be written, as far as it can be told before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Foreseen:
    """It comes at `at`, or between `at` and `until` where people decide when; `unless` says what
    would keep it from coming."""

    what: str
    at: datetime
    until: datetime | None = None
    unless: str = ""


def still_to_come(told: Iterable[Foreseen], *, now: datetime) -> tuple[Foreseen, ...]:
    """The soonest first; what may come from now on goes by its last moment."""
    ahead = (one for one in told if (one.until or one.at) > now)
    return tuple(sorted(ahead, key=lambda one: (max(one.at, now), one.until or one.at, one.what)))
