"""When who may look at what newcomers showed is called to it, and when the foundation is too.

What was told is kept by the caller and handed back: a run that was missed is caught up with by one
letter, and of the same wait nobody is told twice.
"""

from bisect import bisect_right
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
    """By group who leads it and whom it named, who works for the foundation, and how many of those
    named are enough."""

    leading: Mapping[str, Collection[int]]
    named: Mapping[str, Collection[int]]
    foundation: Collection[int]
    least: int

    @property
    def everybody(self) -> set[int]:
        return set(self.foundation).union(*self.leading.values(), *self.named.values())

    def of_group(self, group: str) -> set[int]:
        return {*self.leading.get(group, ()), *self.named.get(group, ())}

    def leave_it_to_the_group(self, shown: Shown) -> bool:
        leading, named = (
            [person for person in of_groups.get(shown.group, ()) if person != shown.walker]
            for of_groups in (self.leading, self.named)
        )
        return looks_alone(leading, named, self.least)


def looks_alone(leading: Collection[int], named: Collection[int], least: int) -> bool:
    """Whether a group looks at what is shown to it without the foundation: somebody leads it, or
    it has named enough. Nobody who walks counts for their own."""
    return bool(leading) or len(named) >= least


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


class Pile:
    """What waits for one group, who waits longest first; nobody looks at their own."""

    def __init__(self, waiting: Iterable[Shown]) -> None:
        self.in_order = sorted(waiting, key=lambda shown: shown.since)
        self.since = [shown.since for shown in self.in_order]
        self.of_walker: dict[int, list[datetime]] = defaultdict(list)
        for shown in self.in_order:
            self.of_walker[shown.walker].append(shown.since)

    def count_for(self, person: int) -> int:
        return len(self.since) - len(self.of_walker.get(person, ()))

    def first_for(self, person: int) -> datetime:
        return next(shown.since for shown in self.in_order if shown.walker != person)

    def has_for(self, person: int, after: datetime | None, until: datetime) -> bool:
        return between(self.since, after, until) > between(
            self.of_walker.get(person, ()), after, until
        )


def between(since: Sequence[datetime], after: datetime | None, until: datetime) -> int:
    begins = 0 if after is None else bisect_right(since, after)
    return max(bisect_right(since, until) - begins, 0)


class Waits:
    """All that waits, laid in piles once for whoever looks. The foundation looks where a group is
    too few to look alone, and at paths of everybody; elsewhere it is called beside the group."""

    def __init__(self, waiting: Iterable[Shown], who: Lookers) -> None:
        groups: dict[str, list[Shown]] = defaultdict(list)
        beside: dict[tuple[str, Rung], list[Shown]] = defaultdict(list)
        for shown in waiting:
            groups[shown.group].append(shown)
            rung = Rung.FOUNDATION if who.leave_it_to_the_group(shown) else Rung.LOOK
            beside[shown.group, rung].append(shown)
        self.who = who
        self.of_foundation = {line: Pile(found) for line, found in beside.items()}
        self.of_person: dict[int, dict[tuple[str, Rung], Pile]] = defaultdict(dict)
        for group, found in groups.items():
            pile = Pile(found)
            for person in who.of_group(group):
                self.of_person[person][group, Rung.LOOK] = pile

    def piles_for(self, person: int) -> dict[tuple[str, Rung], Pile]:
        own = self.of_person.get(person, {})
        if person not in self.who.foundation:
            piles = own
        else:
            groups = {group for group, _rung in own}
            beside = {line: p for line, p in self.of_foundation.items() if line[0] not in groups}
            piles = own | beside
        return {line: pile for line, pile in piles.items() if pile.count_for(person)}


def rests(letters: Iterable[Letter], now: datetime) -> bool:
    """They had a letter of late, and hear of nothing whatever waits."""
    return any(now - letter.at < APART for letter in letters)


def call_of(
    person: int, waits: Waits, letters: Sequence[Letter], now: datetime
) -> tuple[Line, ...]:
    """What a letter to them now tells, what waits longest first; nothing where none is due. With
    what is new it counts all that waits for a group beside it."""
    if rests(letters, now):
        return ()
    piles = waits.piles_for(person)
    if not any(is_new(line, piles[line], person, letters, now) for line in piles):
        return ()
    lines = [
        Line(group, rung, pile.count_for(person), pile.first_for(person))
        for (group, rung), pile in piles.items()
        if pile.first_for(person) + BORDERS[rung] <= now
    ]
    return tuple(sorted(lines, key=lambda line: (line.since, line.group, line.rung != Rung.LOOK)))


def is_new(
    line: tuple[str, Rung], pile: Pile, person: int, letters: Iterable[Letter], now: datetime
) -> bool:
    """Something of it has waited so long by now, and had not when a letter told of this line."""
    border = BORDERS[line[1]]
    told = max((letter.at for letter in letters if line in letter.told), default=None)
    return pile.has_for(person, told and told - border, now - border)
