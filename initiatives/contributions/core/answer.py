"""Answers of GitHub's API, read into the same facts its deliveries tell.

A list of pull requests says neither who merged them nor what was reviewed: of those that matter,
each is asked for by its number.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from .delivery import (
    LARGEST_PULL_REQUEST,
    Unreadable,
    fact_of_review,
    facts_of_pull_request,
    first_moment,
    json_of,
    name_of,
    number_of,
    part,
    person_of,
    reverts_of,
)
from .fact import Fact, Kind
from .revert import Revert

NAMES = ("filename", "previous_filename")
NEXT = re.compile(r'<([^<>]*)>\s*;\s*rel="next"')


@dataclass(frozen=True)
class Pull:
    """One of a list. `facts` say of a merge only that there was one."""

    number: int
    subject: int
    author: int | None
    touched_at: datetime
    facts: tuple[Fact, ...]
    told: dict[str, Any]
    reverts: tuple[Revert, ...] = ()

    @property
    def is_merged(self) -> bool:
        return any(fact.kind is Kind.MERGED for fact in self.facts)


@dataclass(frozen=True)
class Page:
    """`called` is the name GitHub has for the repository now; "" where the list is empty. What is
    not understood is left out and counted: one odd entry hides no other."""

    pulls: tuple[Pull, ...]
    called: str = ""
    unreadable: int = 0


def read_repository(body: bytes) -> tuple[int, str]:
    """Its number and its name."""
    told = {"repository": json_of(body)}
    repository = part(told, "repository")
    return number_of(repository, "id"), name_of(repository)


def read_page(body: bytes, *, repository: int) -> Page:
    rows = list_of(body)
    pulls, called, unreadable = [], "", 0
    for row in rows:
        try:
            pull = read_listed(row, repository)
            called = called or name_of(part(part(row, "base"), "repo"))
        except Unreadable:
            unreadable += 1
            continue
        pulls.append(pull)
    if unreadable and not pulls:
        raise Unreadable("pull_request")
    return Page(tuple(pulls), called, unreadable)


def read_listed(row: Any, repository: int) -> Pull:
    told = {"pull_request": row}
    pull = part(told, "pull_request")
    touched_at = first_moment(pull, "updated_at")
    if touched_at is None:
        raise Unreadable("updated_at")
    return Pull(
        number=number_of(pull, "number", LARGEST_PULL_REQUEST),
        subject=number_of(pull, "id"),
        author=person_of(pull),
        touched_at=touched_at,
        # That nobody is named here as who merged it means nothing.
        facts=tuple(
            replace(fact, is_own_merge=False) for fact in facts_of_pull_request(told, repository)
        ),
        told=pull,
        reverts=tuple(reverts_of(pull, repository)),
    )


def read_pull(body: bytes, *, repository: int) -> tuple[Fact, ...]:
    return tuple(facts_of_pull_request({"pull_request": json_of(body)}, repository))


def read_reviews(body: bytes, *, pull: Pull, repository: int) -> tuple[Fact, ...]:
    return tuple(reviews_of(list_of(body), pull, repository))


def reviews_of(rows: Iterable[Any], pull: Pull, repository: int) -> Iterable[Fact]:
    for row in rows:
        try:
            fact = fact_of_review(part({"review": row}, "review"), pull.told, repository)
        except Unreadable:
            continue
        if fact:
            yield fact


def read_files(body: bytes) -> tuple[str, ...]:
    """Names of what a pull request changed, of what was moved both. One that cannot be read makes
    the whole unreadable: without it, nobody could say that something was not changed."""
    found = []
    for row in list_of(body):
        name, before = (row.get(f) for f in NAMES) if isinstance(row, dict) else (None, None)
        if not isinstance(name, str) or not isinstance(before, str | None):
            raise Unreadable("filename")
        found += [name, before] if before else [name]
    return tuple(found)


def list_of(body: bytes) -> list[Any]:
    found = json_of(body)
    if not isinstance(found, list):
        raise Unreadable("no list")
    return found


def next_page(link: str, *, within: str) -> str:
    """Where a list goes on, "" at its end. A token is sent along, so it leads nowhere but on to
    addresses `within`."""
    found = NEXT.search(link)
    return found[1] if found and found[1].startswith(f"{within}/") else ""
