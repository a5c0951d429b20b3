"""Two runs side by side: who has another mentor now, and the nearest reason there is for it.

A reason is read off what changed in between. Where nothing about a mentee or about either mentor
did, others moved first, and that is what is said.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .formula import COMPONENTS
from .instance_parts import Changes

Pairs = Mapping[str, Mapping[str, Any]]  # by mentee, as a result tells them

CAME, CHANGED = "came", "changed"
PINNED, UNPINNED, VETOED, ALLOWED = "pinned", "unpinned", "vetoed", "allowed"
OLD_MENTOR_LEFT, OLD_MENTOR_CHANGED = "old_mentor_left", "old_mentor_changed"
NEW_MENTOR_CAME, NEW_MENTOR_CHANGED = "new_mentor_came", "new_mentor_changed"
SELECTION, RANKS = "selection", "ranks"
WEIGHTS, DIALS, OTHERS_MOVED = "weights", "dials", "others_moved"
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Move:
    """A mentee's mentor and score in either run; None is nobody. `component` is the part of the
    score in which the two pairs differ most, with its points before and after."""

    mentee: str
    before: str | None
    after: str | None
    score_before: int | None
    score_after: int | None
    why: str
    component: tuple[str, int, int] | None


def moves(
    before: Mapping[str, Any], after: Mapping[str, Any], changed: Changes | None
) -> list[Move]:
    """Of two results, by mentee. Who left in between has not moved; None is not known."""
    were, are = by_mentee(before), by_mentee(after)
    gone = set(changed.left) if changed else set()
    return [
        move(mentee, were.get(mentee), are.get(mentee), changed)
        for mentee in sorted(were.keys() | are.keys())
        if mentee not in gone and mentor_of(were.get(mentee)) != mentor_of(are.get(mentee))
    ]


def by_mentee(result: Mapping[str, Any]) -> Pairs:
    return {pair["mentee"]: pair for pair in result["pairs"]}


def mentor_of(pair: Mapping[str, Any] | None) -> str | None:
    return pair["mentor"] if pair else None


def move(
    mentee: str,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    changed: Changes | None,
) -> Move:
    old, new = mentor_of(before), mentor_of(after)
    return Move(
        mentee=mentee,
        before=old,
        after=new,
        score_before=before["score"] if before else None,
        score_after=after["score"] if after else None,
        why=next(reasons(mentee, old, new, changed)) if changed else UNKNOWN,
        component=widest(before, after) if before and after else None,
    )


def reasons(mentee: str, old: str | None, new: str | None, changed: Changes) -> Iterator[str]:
    """All that are true, the nearest first."""
    was, became = (mentee, old or ""), (mentee, new or "")
    told = {
        CAME: mentee in changed.came,
        PINNED: became in changed.locked,
        UNPINNED: was in changed.unlocked,
        VETOED: was in changed.vetoes,
        OLD_MENTOR_LEFT: old in changed.left,
        ALLOWED: became in changed.allowed,
        NEW_MENTOR_CAME: new in changed.came,
        CHANGED: mentee in changed.changed,
        OLD_MENTOR_CHANGED: old in changed.changed,
        NEW_MENTOR_CHANGED: new in changed.changed,
        SELECTION: changed.selection,  # before lists, which may count only since then
        RANKS: old in changed.ranks or new in changed.ranks,
        WEIGHTS: changed.weights,
        DIALS: changed.dials,
        OTHERS_MOVED: True,
    }
    return (why for why, is_true in told.items() if is_true)


def widest(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, int, int] | None:
    """The first of several; None where all are equal."""
    points = [
        (name, worth(before["components"][name]), worth(after["components"][name]))
        for name in COMPONENTS
    ]
    name, old, new = max(points, key=lambda each: abs(each[2] - each[1]))
    return None if old == new else (name, old, new)


def worth(component: Mapping[str, int]) -> int:
    return component["value"] * component["weight"]
