"""A matching as it is published: pairs with their reasons, and reasons for who has none."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

REASONS = (
    "no_profile",
    "no_language",
    "no_time",
    "no_skill",
    "seniority",
    "conflict",
    "only_vetoed",
    "capacity",
    "quota",
    "not_ranked",
)


@dataclass(frozen=True, slots=True)
class Component:
    """Worth value times weight points of the score."""

    value: int
    weight: int


@dataclass(frozen=True, slots=True)
class MatchedPair:
    """`broken_rules` is of locked pairs only: they are kept whatever they break."""

    mentee: str
    mentor: str
    score: int
    locked: bool
    components: Mapping[str, Component]
    meetings: tuple[datetime, ...]
    broken_rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unmatched:
    """`detail` counts the mentors left after each rule in turn. `would_help` are changes, each
    true by itself: {"change": rule, "opens": mentors}, {"change": "place", "mentor": id},
    {"change": "score", "mentor": id, "points": q}; where mentors select {"change": "rank",
    "mentor": id}; to who is asked about also {"change": "hours", "day", "start", "minutes",
    "opens": mentors}, by the mentee's clock, Monday is 0."""

    mentee: str
    reason: str
    detail: Mapping[str, int]
    would_help: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """`worst`, `p05` and `gini` are of the scores of pairs; None when there is no pair."""

    matched: int
    total: int
    optimal: bool
    worst: int | None
    p05: int | None
    gini: float | None
    blocking_pairs: int
    feasible_pairs: int
    seconds: float
    engine: str
    tzdata: str
    instance_sha256: str


@dataclass(frozen=True, slots=True)
class DialCost:
    """The matching with one dial alone, with `all` of them, or with `none`; locked pairs left out.
    `changed` pairs are not there with none."""

    dial: str
    matched: int
    total: int
    worst: int | None
    p05: int | None
    gini: float | None
    blocking_pairs: int
    changed: int


@dataclass(frozen=True, slots=True)
class Result:
    """`dials` is empty where none is turned."""

    pairs: tuple[MatchedPair, ...]
    unmatched: tuple[Unmatched, ...]
    summary: Summary
    dials: tuple[DialCost, ...] = ()


def result_tree(result: Result) -> dict[str, Any]:
    """As it is written to a file."""
    return {
        "pairs": [_pair_tree(pair) for pair in result.pairs],
        "unmatched": [
            {
                "mentee": each.mentee,
                "reason": each.reason,
                "detail": dict(each.detail),
                "would_help": [dict(change) for change in each.would_help],
            }
            for each in result.unmatched
        ],
        "summary": asdict(result.summary),
        **({"dials": [asdict(cost) for cost in result.dials]} if result.dials else {}),
    }


def _pair_tree(pair: MatchedPair) -> dict[str, Any]:
    return {
        "mentee": pair.mentee,
        "mentor": pair.mentor,
        "score": pair.score,
        "locked": pair.locked,
        "components": {name: asdict(each) for name, each in pair.components.items()},
        "meetings": list(map(time_tree, pair.meetings)),
        "broken_rules": list(pair.broken_rules),
    }


def time_tree(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
