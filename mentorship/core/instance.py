"""What a matching is made of: two kinds of people and what is known about pairs of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .formula import WEIGHTS

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
class Config:
    """Weights by component in any unit; they are brought to 100 before use."""

    weights: Mapping[str, int] = field(default_factory=lambda: dict(WEIGHTS))
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """`start` is a Monday. People are known by ids; their order means nothing."""

    name: str
    start: date
    weeks: int
    mentees: tuple[Mentee, ...]
    mentors: tuple[Mentor, ...]
    vetoes: frozenset[Pair] = frozenset()
    mentee_preferences: Mapping[Pair, int] = field(default_factory=dict)
    mentor_preferences: Mapping[Pair, int] = field(default_factory=dict)
    locked: frozenset[Pair] = frozenset()
    config: Config = field(default_factory=Config)


def scalar_key(value: Scalar) -> str:
    """Equal for equal JSON values only: Python finds 1, 1.0 and True equal, and JSON has one
    number for the first two."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value)
