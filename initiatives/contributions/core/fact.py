"""What is known of somebody's work in a repository: facts, each once, in whatever order they came.

A fact is named by what it is about and when it happened, never by the message that told of it, so
that hearing it again adds nothing and no order of hearing matters.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """In the order in which the later wins where two happened in one moment."""

    OPENED = "opened"
    REOPENED = "reopened"
    CLOSED = "closed"
    MERGED = "merged"
    REVIEWED = "reviewed"


Key = tuple[int, Kind, int, datetime]
RANK = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True)
class Fact:
    """All are GitHub's numbers: names may be given to somebody else. `subject` is the pull request,
    or the review; `number` the pull request as people call it in its repository. `files` are those
    it changed, as far as they were asked for; None while nobody knows. `had_by_another`: of
    before its GitHub account was theirs here, where somebody else here had it before them."""

    repository: int
    kind: Kind
    subject: int
    at: datetime
    author: int
    number: int
    is_own_merge: bool = False
    is_docs: bool = False
    files: tuple[str, ...] | None = None
    are_all_files: bool = False
    had_by_another: bool = False

    @property
    def key(self) -> Key:
        return self.repository, self.kind, self.subject, self.at

    @property
    def order(self) -> tuple[datetime, int, int]:
        return self.at, RANK[self.kind], self.subject


def heard_again(one: Fact, other: Fact) -> Fact:
    """The same fact from two messages: what either of them adds stays."""
    knows = other if one.files is None else one
    return replace(
        one,
        files=knows.files,
        are_all_files=knows.are_all_files,
        is_own_merge=one.is_own_merge or other.is_own_merge,
        is_docs=one.is_docs or other.is_docs,
        had_by_another=one.had_by_another or other.had_by_another,
    )


def folded(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each fact once, as they happened."""
    known: dict[Key, Fact] = {}
    for fact in facts:
        known[fact.key] = heard_again(known[fact.key], fact) if fact.key in known else fact
    return tuple(sorted(known.values(), key=lambda fact: fact.order))


def pull_requests(facts: Iterable[Fact]) -> dict[int, Fact]:
    """For each pull request the fact that says where it stands. What is merged stays merged:
    nothing opens it again, and a revert is a pull request of its own."""
    stands: dict[int, Fact] = {}
    for fact in folded(facts):
        if fact.kind is Kind.REVIEWED:
            continue
        before = stands.get(fact.subject)
        if before is None or before.kind is not Kind.MERGED:
            stands[fact.subject] = fact
    return stands
