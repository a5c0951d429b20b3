"""When who may look at what newcomers showed is called to it, and when the foundation is too.

What was told is kept by the caller and handed back: a run that was missed is caught up with by one
letter, and of the same wait nobody is told twice.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Rung(StrEnum):
    """To those who may look; or beside them, so that somebody finds a group others who look."""

    LOOK = "look"
    FOUNDATION = "foundation"


BORDERS = {Rung.LOOK: timedelta(days=3), Rung.FOUNDATION: timedelta(days=14)}
# Whatever waits, nobody hears of it more often.
APART = timedelta(days=7)


@dataclass(frozen=True)
class Shown:
    """Something that waits for a look. `group` is empty for a path of everybody."""

    group: str
    walker: int
    since: datetime


@dataclass(frozen=True)
class Lookers:
    """By group who looks for it, and who works for the foundation."""

    of_groups: Mapping[str, Collection[int]]
    foundation: Collection[int]

    @property
    def everybody(self) -> set[int]:
        return set(self.foundation).union(*self.of_groups.values())

    def rung_of(self, shown: Shown, person: int) -> Rung | None:
        """Nobody looks at their own; the foundation does where the group has nobody else."""
        if person == shown.walker:
            return None
        others = set(self.of_groups.get(shown.group, ())) - {shown.walker}
        if person in others:
            return Rung.LOOK
        if person in self.foundation:
            return Rung.FOUNDATION if others else Rung.LOOK
        return None


@dataclass(frozen=True)
class Letter:
    """One that was sent: when, and of which groups it told on which rung."""

    at: datetime
    told: Collection[tuple[str, str]]


@dataclass(frozen=True)
class Line:
    """How much waits for a group, the first of it since when."""

    group: str
    rung: Rung
    count: int
    since: datetime


def call_of(
    person: int, waiting: Iterable[Shown], who: Lookers, letters: Sequence[Letter], now: datetime
) -> tuple[Line, ...]:
    """What a letter to them now tells, what waits longest first; nothing where none is due. With
    what is new it counts all that waits for a group beside it."""
    if any(now - letter.at < APART for letter in letters):
        return ()
    by_line: dict[tuple[str, Rung], list[datetime]] = defaultdict(list)
    for shown in waiting:
        if rung := who.rung_of(shown, person):
            by_line[shown.group, rung].append(shown.since)
    if not any(is_new(line, since, letters, now) for line in by_line for since in by_line[line]):
        return ()
    lines = [
        Line(group, rung, len(since), min(since))
        for (group, rung), since in by_line.items()
        if min(since) + BORDERS[rung] <= now
    ]
    return tuple(sorted(lines, key=lambda line: (line.since, line.group)))


def is_new(
    line: tuple[str, Rung], since: datetime, letters: Sequence[Letter], now: datetime
) -> bool:
    """It has waited so long by now, and had not when a letter told of this line."""
    reached = since + BORDERS[line[1]]
    was_told = any(line in letter.told and reached <= letter.at for letter in letters)
    return reached <= now and not was_told
