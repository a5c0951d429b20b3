"""Pull requests that take back others, as the words say that GitHub writes into them.

Only what is merged takes anything back. A revert may be heard of before what it reverts, and may be
reverted in turn: what holds is asked of all of them together.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

MOST_WORDS = 100_000
# GitHub writes one line of its own; whoever writes more by hand is believed so far.
MOST_REVERTED = 10
REVERTS = re.compile(
    r"^[ \t]*Reverts[ \t]+(?P<name>[\w.-]+/[\w.-]+)?#(?P<number>[1-9][0-9]{0,9})[ \t]*\r?$",
    re.ASCII | re.MULTILINE,
)

PULL_REQUEST = re.compile(
    r"https?://(?:www\.)?github\.com/(?P<name>[\w.-]+/[\w.-]+)/pull/(?P<number>[1-9][0-9]{0,9})(?:[/?#].*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Revert:
    """In a repository, `number` was taken back by `by_number` when that was merged."""

    repository: int
    number: int
    by_number: int
    at: datetime


def numbers_reverted(words: str, *, name: str, by_number: int) -> Iterator[int]:
    """Which pull requests of the repository called `name` these words say to take back, the first
    of them; none that is no earlier one."""
    seen: set[int] = set()
    for found in REVERTS.finditer(words[:MOST_WORDS]):
        number = int(found["number"])
        is_here = (found["name"] or name).casefold() == name.casefold()
        if is_here and number < by_number and number not in seen:
            seen.add(number)
            yield number
        if len(seen) == MOST_REVERTED:
            return


def standing_reverts(reverts: Collection[Revert]) -> tuple[Revert, ...]:
    """Without those that were themselves taken back, by one that stands. The newest are looked at
    first: none is reverted by an earlier one."""
    gone: set[tuple[int, int]] = set()
    stand = []
    for revert in sorted(reverts, key=lambda one: one.by_number, reverse=True):
        if (revert.repository, revert.by_number) not in gone:
            gone.add((revert.repository, revert.number))
            stand.append(revert)
    return tuple(sorted(stand, key=lambda one: (one.at, one.repository, one.by_number)))


def pull_request_at(link: str) -> tuple[str, int] | None:
    """The repository, in small letters, and the number of the pull request an address leads to."""
    found = PULL_REQUEST.fullmatch(link)
    return (found["name"].lower(), int(found["number"])) if found else None
