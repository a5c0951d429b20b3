"""What a matching is made of: two kinds of people and what is known about pairs of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import lru_cache

from .formula import FULL, MOST_SENIOR, QUARTER_MINUTES, WEIGHTS

Scalar = str | int | float | bool | None
Pair = tuple[str, str]  # mentee, mentor


@dataclass(frozen=True, slots=True)
class Window:
    """Weekly, by the clock of the place: on each of `days` (0 is Monday) for `minutes` from
    `start`, minutes after midnight; past Sunday midnight it goes on on Monday."""

    days: tuple[int, ...]
    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Skill:
    """What a mentor can do (1 to 5), or how far a mentee is (0 to 3) and how much it matters."""

    skill: str
    level: int
    importance: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    id: str
    timezone: str
    seniority: int
    availability: tuple[Window, ...] = ()
    skills: tuple[Skill, ...] = ()
    languages: tuple[str, ...] = ()
    goals: tuple[Scalar, ...] = ()
    initiatives: tuple[Scalar, ...] = ()
    organisation: Scalar = None
    group: Scalar = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Hard rules a programme may switch off; vetoes, places and being two people stay."""

    language: bool = True
    time: bool = True
    skill: bool = True
    seniority: bool = True
    organisation: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much the hard rules ask for: the steps a mentor is above, the value of the skill, in how
    many weeks of a hundred a meeting can start, and how long it is. What a pair scores they leave
    alone, but for the time: of a longer meeting there are fewer starts."""

    seniority_gap: int = 1
    skill: int = 1
    weeks_percent: int = 80
    meeting_minutes: int = 60


LIMIT_RANGES = {
    "seniority_gap": (0, MOST_SENIOR),
    "skill": (1, FULL),
    "weeks_percent": (1, 100),
    "meeting_minutes": (QUARTER_MINUTES, 240),  # whole quarter hours
}


@dataclass(frozen=True, slots=True)
class Quota:
    """At least so many mentees of a group have a mentor."""

    group: Scalar
    least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dials:
    """What a good matching is, besides most people matched; as it stands here, the highest total.

    `aim` "equal" lifts low scores at the cost of high ones; "stable" does the opposite, so that
    fewer pairs would rather have each other. The more, the higher the `power`. `worst_first` lifts
    the lowest score as high as it goes. `every_mentor` gives nobody a second mentee while another
    mentor could have a first. `keep` are points in favour of pairs that were published before.
    `tiers` are mentees who come first, then those who come second; the others come last.
    """

    aim: str = "total"
    power: int = 4
    worst_first: bool = False
    every_mentor: bool = False
    keep: int = 0
    quotas: tuple[Quota, ...] = ()
    tiers: tuple[frozenset[str], ...] = ()

    @property
    def turned(self) -> tuple[str, ...]:
        usual = Dials(power=self.power)
        names = (each.name for each in fields(self))
        return tuple(name for name in names if getattr(self, name) != getattr(usual, name))

    def only(self, name: str) -> "Dials":
        return replace(Dials(power=self.power), **{name: getattr(self, name)})


AIMS = ("total", "equal", "stable")
MOST_POWER = 8  # more, and scores of 100,000 levels are no longer told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Weights by component in any unit; they are brought to 100 before use. Where `mentors_select`,
    pairs are those of `selected` and dials turn nothing."""

    weights: Mapping[str, int] = field(default_factory=lambda: dict(WEIGHTS))
    rules: Rules = field(default_factory=Rules)
    limits: Limits = field(default_factory=Limits)
    dials: Dials = field(default_factory=Dials)
    mentors_select: bool = False


@dataclass(frozen=True, slots=True)
class TeamsWanted:
    """At most `count` teams of at most `size` mentees, each with one mentor of every role."""

    count: int
    size: int
    roles: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """`start` is a Monday. People are known by ids; their order means nothing. With `teams`, teams
    are formed instead of pairs."""

    name: str
    start: date
    weeks: int
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    vetoes: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()  # like vetoes, and told to nobody: as if without a place
    mentee_preferences: Mapping[Pair, int] = field(default_factory=dict)
    mentor_preferences: Mapping[Pair, int] = field(default_factory=dict)
    locked: frozenset[Pair] = frozenset()
    published: frozenset[Pair] = frozenset()  # before, and worth `Dials.keep` more
    teams: TeamsWanted | None = None
    config: Config = field(default_factory=Config)


@lru_cache(maxsize=65_536, typed=True)
def scalar_key(value: Scalar) -> str:
    """Equal for equal JSON values only: Python finds 1, 1.0 and True equal, and JSON has one
    number for the first two."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value)
