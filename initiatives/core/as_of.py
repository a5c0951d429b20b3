"""Which of several dated facts holds on a day, and how they follow each other over years.

A fact is true from `since` up to, not including, `until`; an empty date is an unknown one. Sources
overlap at times ("until 2024" and "since when is unknown"): then the one that says most about the
day counts, so that a day always shows the same single fact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, Protocol, TypeVar


class Dated(Protocol):
    @property
    def since(self) -> date | None: ...

    @property
    def until(self) -> date | None: ...


Fact = TypeVar("Fact", bound=Dated)


def holds(fact: Dated, on: date) -> bool:
    return (fact.since is None or fact.since <= on) and (fact.until is None or fact.until > on)


def fact_on(facts: Iterable[Fact], on: date) -> Fact | None:
    """Of those that hold: the last begun, then the first to end, then the first told."""
    return min((fact for fact in facts if holds(fact, on)), key=narrowness, default=None)


def narrowness(fact: Dated) -> tuple[int, int]:
    begun = fact.since.toordinal() if fact.since else 0
    ends = fact.until.toordinal() if fact.until else date.max.toordinal()
    return -begun, ends


@dataclass(frozen=True)
class Band(Generic[Fact]):
    """One stretch of a picture; without a fact nobody said what held then."""

    fact: Fact | None
    start: date
    end: date


def bands(facts: Sequence[Fact], start: date, end: date) -> tuple[Band[Fact], ...]:
    """The stretches from `start` up to `end`, each as long as one fact holds, none left out."""
    if start >= end:
        return ()
    told = {day for fact in facts for day in (fact.since, fact.until) if day and start < day < end}
    edges = [start, *sorted(told), end]
    found: list[Band[Fact]] = []
    for left, right in pairwise(edges):
        fact = fact_on(facts, left)
        if found and found[-1].fact is fact:
            found[-1] = Band(fact, found[-1].start, right)
        else:
            found.append(Band(fact, left, right))
    return tuple(found)
