"""How far an application came, and why it came no further.

Each stage holds all the later ones: who has a pair was offered a place, and was read before,
whatever the form of the program.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentorship.core.application_moves import Mover


class Stage(StrEnum):
    APPLIED = "applied"
    ELIGIBLE = "eligible"
    READ = "read"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    FINISHED = "finished"


class Why(StrEnum):
    """Of everybody who met the rules and had no pair."""

    DECLINED = "declined"
    WITHDREW = "withdrew"
    UNDECIDED = "undecided"
    NO_LANGUAGE = "no_language"
    NO_TIME = "no_time"
    NO_SKILL = "no_skill"
    NO_PLACE = "no_place"
    OTHER_RULES = "other_rules"
    ENDED_BEFORE = "ended_before"


# What says most is shown first, and what is in between gives way to it.
MOST_TELLING = (
    Stage.APPLIED,
    Stage.ACCEPTED,
    Stage.FINISHED,
    Stage.OFFERED,
    Stage.ELIGIBLE,
    Stage.READ,
)
READERS_WORDS = ("in_review", "interview", "accepted", "waitlisted", "declined")
OUT = ("declined", "withdrawn", "ineligible")
# The engine's first true reason for nobody; the others are rules few people meet.
REASONS = {
    "no_language": Why.NO_LANGUAGE,
    "no_time": Why.NO_TIME,
    "no_skill": Why.NO_SKILL,
    "capacity": Why.NO_PLACE,
    "quota": Why.NO_PLACE,
}


@dataclass(frozen=True, kw_only=True)
class Way:
    """`moves` are (what it became, who moved it) in their order. Of its matches: whether there was
    one, whether both said yes to one, and whether that one lasted."""

    status: str
    moves: Sequence[tuple[str, str]] = ()
    had_match: bool = False
    was_agreed: bool = False
    lasted: bool = False


def furthest(way: Way) -> Stage:
    been = {way.status, *(became for became, _mover in way.moves)}
    if way.lasted:
        return Stage.FINISHED
    if way.was_agreed:
        return Stage.ACCEPTED
    if way.had_match or "accepted" in been:
        return Stage.OFFERED
    if been & set(READERS_WORDS) or any(mover == Mover.PROGRAM for _became, mover in way.moves):
        return Stage.READ
    return Stage.APPLIED if last_standing(way) == "ineligible" else Stage.ELIGIBLE


def last_standing(way: Way) -> str:
    """Before it was withdrawn, where it was."""
    stood = [became for became, _mover in way.moves if became not in {"draft", "withdrawn"}]
    return stood[-1] if way.status == "withdrawn" and stood else way.status


def why_no_pair(way: Way, reason: str) -> Why | None:
    """`reason` is the engine's, empty where the matching never looked. None for who had a pair, and
    for who did not meet the rules, which the stages tell."""
    stage = furthest(way)
    if stage in {Stage.ACCEPTED, Stage.FINISHED, Stage.APPLIED}:
        return None
    if way.status in {"withdrawn", "declined"}:
        return Why.WITHDREW if way.status == "withdrawn" else Why.DECLINED
    if way.had_match:
        return Why.ENDED_BEFORE
    if way.status == "accepted" and reason:
        return REASONS.get(reason, Why.OTHER_RULES)
    return Why.UNDECIDED


def table_of(furthest_of: dict[tuple[Stage, str], int], groups: Sequence[str]) -> list[list[int]]:
    """How many of each group came at least so far; rows are stages, from how many came so far and
    no further."""
    rows, so_far = [], dict.fromkeys(groups, 0)
    for stage in reversed(Stage):
        so_far = {group: so_far[group] + furthest_of.get((stage, group), 0) for group in groups}
        rows.append([so_far[group] for group in groups])
    return rows[::-1]
