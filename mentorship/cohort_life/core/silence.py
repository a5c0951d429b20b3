"""How long the two people of a pair have been silent, and who is told what about it.

Each side has a clock of its own, from the last sign of that person. Days of a pause count for
nobody. What is told is kept by the caller and handed back: a run that was missed is caught up with
by one letter, and a sign begins a new silence, about which nothing has been told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum, StrEnum

LONGEST = 400
A_DAY = timedelta(days=1)


class Side(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"


class Reader(StrEnum):
    MENTEE = "mentee"
    MENTOR = "mentor"
    ADMINS = "admins"


class Rung(IntEnum):
    QUIET = 0
    NUDGE = 1
    ASK = 2
    TELL = 3
    PROPOSE = 4


class LadderOutOfOrder(ValueError):
    """Each rung comes later than the one before, from the first to the 400th day."""


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """Days of silence at which each rung is reached."""

    nudge: int = 7
    ask: int = 14
    tell: int = 21
    propose: int = 28

    def __post_init__(self) -> None:
        if not 1 <= self.nudge < self.ask < self.tell < self.propose <= LONGEST:
            raise LadderOutOfOrder

    def rung_after(self, days: int) -> Rung:
        borders = (self.nudge, self.ask, self.tell, self.propose)
        return Rung(sum(days >= border for border in borders))


@dataclass(frozen=True)
class Break:
    """Days on which the pair rests, the last one included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, kw_only=True)
class Pair:
    """From its first day to its last; a side without a sign is silent from the first day on."""

    begins_on: date
    ends_on: date
    mentee_sign: date | None = None
    mentor_sign: date | None = None
    breaks: tuple[Break, ...] = ()

    def since(self, side: Side) -> date:
        sign = self.mentee_sign if side is Side.MENTEE else self.mentor_sign
        return max(self.begins_on, sign) if sign else self.begins_on

    def rests_on(self, day: date) -> bool:
        return any(one.holds(day) for one in self.breaks)

    def goes_on(self, day: date) -> bool:
        return self.begins_on <= day <= self.ends_on


@dataclass(frozen=True)
class Silence:
    side: Side
    since: date
    days: int
    rung: Rung


@dataclass(frozen=True)
class Told:
    """A rung of one side's silence that was told on a day."""

    side: Side
    since: date
    rung: Rung
    on: date


@dataclass(frozen=True)
class Letter:
    reader: Reader
    rung: Rung


@dataclass(frozen=True)
class Due:
    """`steps` are to be kept as told, also those whose readers have just heard as much."""

    steps: tuple[Told, ...] = ()
    letters: tuple[Letter, ...] = ()


def silence_of(pair: Pair, side: Side, ladder: Ladder, today: date) -> Silence:
    since = pair.since(side)
    last = min(today, pair.ends_on)
    days = max(0, (last - since).days)
    if pair.breaks:
        days -= sum(pair.rests_on(since + A_DAY * n) for n in range(1, days + 1))
    return Silence(side, since, days, ladder.rung_after(days))


def readers_of(side: Side, rung: Rung) -> tuple[Reader, ...]:
    """First the silent one; then both; then those who run the program, and the one it is about;
    then both again, who may end it without anybody's fault."""
    own = Reader(side.value)
    return {
        Rung.QUIET: (),
        Rung.NUDGE: (own,),
        Rung.ASK: (Reader.MENTEE, Reader.MENTOR),
        Rung.TELL: (own, Reader.ADMINS),
        Rung.PROPOSE: (Reader.MENTEE, Reader.MENTOR),
    }[rung]


def due_on(pair: Pair, ladder: Ladder, today: date, told: Iterable[Told]) -> Due:
    """What is to be told today: to each reader one letter at most, the gravest; nothing while the
    pair rests, before it begins and after its end.

    Who has heard as much about this pair less than a nudge ago, because of the other side, does not
    hear it again.
    """
    if not pair.goes_on(today) or pair.rests_on(today):
        return Due()
    told = tuple(told)
    steps = tuple(
        Told(side, silence.since, silence.rung, today)
        for side in Side
        if (silence := silence_of(pair, side, ladder, today)).rung > heard_of(silence, told)
    )
    fresh = today - A_DAY * ladder.nudge
    heard = {
        (reader, rung)
        for one in told
        if one.on > fresh
        for reader in readers_of(one.side, one.rung)
        for rung in Rung
        if rung <= one.rung
    }
    gravest: dict[Reader, Rung] = {}
    for step in steps:
        for reader in readers_of(step.side, step.rung):
            if (reader, step.rung) not in heard:
                gravest[reader] = max(gravest.get(reader, Rung.QUIET), step.rung)
    letters = (Letter(reader, gravest[reader]) for reader in Reader if reader in gravest)
    return Due(steps, tuple(letters))


def heard_of(silence: Silence, told: Iterable[Told]) -> Rung:
    """The highest rung told of this very silence."""
    rungs = (one.rung for one in told if (one.side, one.since) == (silence.side, silence.since))
    return max(rungs, default=Rung.QUIET)
