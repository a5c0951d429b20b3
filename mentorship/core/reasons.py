"""Why somebody has no mentor, and what would have given them one."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from .instance import Mentee
from .scoring import Breaks, Flags

# What is counted in turn, the rules behind it, and the reason when nobody is left.
STEPS = (
    ("language", ("language",), "no_language"),
    ("time", ("time",), "no_time"),
    ("skill", ("skill",), "no_skill"),
    ("seniority", ("seniority",), "seniority"),
    ("conflict", ("organisation", "same_person"), "conflict"),
    ("veto", ("veto",), "only_vetoed"),
)
CAPACITY = "capacity"
QUOTA = "quota"
NOT_RANKED = "not_ranked"
# What a person or a programme can change; nobody becomes two people, and places are told apart.
CHANGEABLE = ("language", "time", "skill", "seniority", "organisation", "veto")
MOST_PLACES = 3


def left_after_each_rule(breaks: Breaks) -> dict[str, int]:
    """Like 500 mentors, 390 share a language, 120 a time, …"""
    left = np.ones(len(breaks[CAPACITY]), dtype=bool)
    counts = {"mentors": len(left)}
    for step, rules, _ in STEPS:
        for rule in rules:
            left &= ~breaks[rule]
        counts[step] = int(np.count_nonzero(left))
    counts[CAPACITY] = int(np.count_nonzero(left & ~breaks[CAPACITY]))
    return counts


def reason(mentee: Mentee, counts: Mapping[str, int]) -> str:
    """The first that is true."""
    if not mentee.availability and not mentee.skills:
        return "no_profile"
    if not counts["mentors"]:
        return CAPACITY
    return next((told for step, _, told in STEPS if not counts[step]), CAPACITY)


def rules_that_open(breaks: Breaks) -> Iterator[Mapping[str, Any]]:
    """Rules that alone stand between the mentee and mentors with a place, the most useful first."""
    broken = np.zeros(len(breaks[CAPACITY]), dtype=np.uint8)
    for flags in breaks.values():
        broken += flags
    only_one: Flags = broken == 1
    opens = {rule: int(np.count_nonzero(only_one & breaks[rule])) for rule in CHANGEABLE}
    for rule in sorted(CHANGEABLE, key=lambda rule: -opens[rule]):
        if opens[rule]:
            yield {"change": rule, "opens": opens[rule]}


def places_that_open(mentors: list[tuple[int, str]]) -> Iterator[Mapping[str, Any]]:
    """`mentors` are those, by score and id, where one more place would give the mentee one."""
    for _, mentor in sorted(mentors, key=lambda each: (-each[0], each[1]))[:MOST_PLACES]:
        yield {"change": "place", "mentor": mentor}


def points_that_open(mentor: str, points: int) -> Mapping[str, Any]:
    return {"change": "score", "mentor": mentor, "points": points}
