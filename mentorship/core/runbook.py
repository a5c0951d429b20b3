"""What those who run a cohort have to do, put in the order in which it matters."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf

from portal.core.agenda import Item, in_order

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Runbook:
    """`late` should have been done; `week` waits now or falls into seven days; `later` comes."""

    late: tuple[Item, ...]
    week: tuple[Item, ...]
    later: tuple[Item, ...]


def runbook(lines: Iterable[Item], *, now: datetime) -> Runbook:
    """What is over and asked for nothing is left out. In the order of time, and what waits without
    a day before it."""
    late, week, later = [], [], []
    for line in sorted(in_order(lines), key=begins):
        if line.is_stale or (line.due and line.due <= now):
            late.append(line)
        elif line.when is None or (now < (line.until or line.when) and line.when <= now + WEEK):
            week.append(line)
        elif line.when > now:
            later.append(line)
    return Runbook(tuple(late), tuple(week), tuple(later))


def begins(line: Item) -> float:
    return line.when.timestamp() if line.when else -inf
