"""A ladder as a group says it: its rungs from the first to the last, and what each asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class AskKind(StrEnum):
    """How we know: by dates, by what others have said is so, or by the person's own word."""

    MONTHS_BELOW = "months_below"
    MONTHS_WITH_US = "months_with_us"
    STEPS = "steps"
    MEETINGS = "meetings"
    WORK = "work"
    SAID = "said"


@dataclass(frozen=True)
class Ask:
    """`words` say what kind of work it is, or what a person has to be able to say."""

    kind: AskKind
    least: int = 1
    words: str = ""


@dataclass(frozen=True)
class Sponsors:
    """How many, from how many different organisations, and the lowest rung they stand on."""

    count: int = 0
    organisations: int = 0
    rung: str = ""


NOBODY = Sponsors()


@dataclass(frozen=True)
class Rung:
    """`key` names it for good: people stand on it by that name, whatever it is called later."""

    key: str
    title: str
    brings: str = ""
    asks: tuple[Ask, ...] = ()
    sponsors: Sponsors = NOBODY
    objection_days: int = 0


@dataclass(frozen=True)
class Ladder:
    rungs: tuple[Rung, ...]
    return_months: int = 0

    @property
    def keys(self) -> list[str]:
        return [rung.key for rung in self.rungs]

    @property
    def top(self) -> int:
        return len(self.rungs) - 1

    def rung(self, key: str) -> Rung | None:
        return next((rung for rung in self.rungs if rung.key == key), None)

    def place_of(self, key: str) -> int | None:
        """From the first, 0; None for nobody's rung and for one this ladder does not have."""
        return self.keys.index(key) if key in self.keys else None

    def next_above(self, key: str) -> Rung | None:
        """The first for who stands on none of its rungs, None for who stands on the last."""
        place = self.place_of(key)
        above = self.rungs[0 if place is None else place + 1 :]
        return above[0] if above else None

    def lowest_to_sponsor(self, rung: Rung) -> int:
        """Where one has to stand to have a say in it: a rung without sponsors asks for its own."""
        named = rung.sponsors.rung or rung.key
        return self.keys.index(named)

    def lacking(self, held: Iterable[str]) -> list[str]:
        """Rungs that people stand on and this ladder does not have."""
        return sorted({key for key in held if key not in self.keys})
