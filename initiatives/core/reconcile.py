"""What a newly read fact does to the one we hold: pure, so that the rules can be read and tried."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Fact:
    """`is_unknown` marks a value that claims nothing: no stage stated, no parent known."""

    value: Hashable
    since: date | None = None
    source: str = ""
    seen_on: date | None = None
    is_unknown: bool = False


class Span(Protocol):
    """Dates of a row or an entry."""

    @property
    def since(self) -> date | None: ...

    @property
    def until(self) -> date | None: ...


class Verdict(Enum):
    KEEP = "keep"  # ours is as good or better
    COMPLETE = "complete"  # an older text knows since when
    PAST = "past"  # an older text tells what was so before
    REFINE = "refine"  # the same fact, better known: correct it in place
    REPLACE = "replace"  # it changed: end ours, open theirs
    CONFLICT = "conflict"  # nobody can say which of two sources is later: a person decides


def is_newer(theirs: date | None, ours: date | None) -> bool:
    return theirs is not None and (ours is None or theirs > ours)


def is_order_unknown(ours: Fact, theirs: Fact) -> bool:
    """Whether nobody can tell which of two sources spoke later: a text without a date."""
    return ours.source != theirs.source and (ours.seen_on is None) != (theirs.seen_on is None)


def weigh(ours: Fact, theirs: Fact) -> Verdict:
    """The later published text wins; one date and one source correct themselves."""
    if is_newer(ours.seen_on, theirs.seen_on):
        return weigh_older(ours, theirs)
    newer = is_newer(theirs.seen_on, ours.seen_on)
    same_source = ours.source == theirs.source
    if ours.value != theirs.value:
        return weigh_change(ours, theirs, newer=newer, same_source=same_source)
    moved = theirs.since is not None and theirs.since != ours.since
    if moved and ours.since is not None and not newer and not same_source:
        return Verdict.CONFLICT
    return Verdict.REFINE if newer or same_source or moved else Verdict.KEEP


def weigh_older(ours: Fact, theirs: Fact) -> Verdict:
    """What would stand here had the two texts come in the order they were published."""
    if ours.value == theirs.value:
        knows_more = ours.since is None and theirs.since is not None
        return Verdict.COMPLETE if knows_more else Verdict.KEEP
    if ours.is_unknown and ours.source != theirs.source:
        return Verdict.REFINE
    if theirs.is_unknown:
        return Verdict.KEEP
    if is_order_unknown(ours, theirs):
        return Verdict.CONFLICT
    if end_of(theirs, ours):
        return Verdict.PAST
    return Verdict.KEEP if ours.source == theirs.source else Verdict.CONFLICT


def weigh_change(ours: Fact, theirs: Fact, *, newer: bool, same_source: bool) -> Verdict:
    if ours.is_unknown:
        return Verdict.REFINE
    if theirs.is_unknown and not same_source:
        return Verdict.KEEP
    if newer and end_of(ours, theirs) and not is_order_unknown(ours, theirs):
        return Verdict.REPLACE
    corrects_itself = same_source and (not newer or theirs.since is not None)
    return Verdict.REFINE if corrects_itself else Verdict.CONFLICT


def end_of(ours: Fact, theirs: Fact) -> date | None:
    """When ours stopped being true: theirs' start, or the day theirs was seen where it tells none.

    None where that does not lie after our start: the two speak of the same days.
    """
    day = theirs.since or theirs.seen_on
    return day if day is not None and (ours.since is None or day > ours.since) else None


def can_both_be(one: Span, other: Span) -> bool:
    """Whether one of two spans of a fact can have been over before the other began.

    An unknown start lies wherever it has to.
    """
    return is_before(one, other) or is_before(other, one)


def is_before(one: Span, other: Span) -> bool:
    if one.until is None:
        return False
    if other.since is None:
        return other.until is None or one.until < other.until
    return one.until <= other.since
