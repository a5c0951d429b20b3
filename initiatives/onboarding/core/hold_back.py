"""Which walks get no reminders, drawn by lot, and how far both sorts came: so that one can tell
whether reminders help.
"""

import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from portal.core.small_counts import shown_counts

ONE_IN = 10


class Lot(StrEnum):
    TOLD = "told"
    ALONE = "alone"


class Came(StrEnum):
    """How far, since the first reminder was due."""

    REMINDED = "reminded"
    WENT_ON = "went_on"
    FINISHED = "finished"


class Known(StrEnum):
    """Of all walks, in a lot or in none: what sums over other pages may give."""

    STARTED = "started"
    FIRST = "first_step"
    FINISHED = "finished"


def lot_of(walk: int, *, key: str) -> Lot:
    """By the number of the walk, mixed with a key of the portal: by nothing about its person, the
    same at every reminder, and not to be guessed from outside."""
    digest = hmac.digest(key.encode(), f"hold back {walk}".encode(), "sha256")
    return Lot.TOLD if int.from_bytes(digest) % ONE_IN else Lot.ALONE


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One walk, its lot where a reminder was ever due, and what came after that."""

    person: int
    lot: Lot | None = None
    went_on: bool = False
    is_finished: bool = False
    has_begun: bool = False


Name = Known | tuple[Lot, Came]
# Beside each the sum that holds it: where that would tell of few, neither part of it is told.
HELD_BY = dict(zip(Came, Known, strict=True))


def compared(walks: Sequence[Drawn]) -> dict[tuple[Lot, Came], int]:
    """What may be told; what is not in it is hidden."""
    found: dict[Name, set[int]] = {name: set() for name in in_order()}
    for number, walk in enumerate(walks):
        for name in names_of(walk):
            found[name].add(number)
    owners = {number: walk.person for number, walk in enumerate(walks)}
    shown = shown_counts(found, owners=owners, order=in_order())
    return {
        (lot, came): len(found[lot, came])
        for came in Came
        for lot in Lot
        if {HELD_BY[came], (lot, came)} <= shown
    }


def in_order() -> Iterator[Name]:
    for came in Came:
        yield HELD_BY[came]
        for lot in Lot:
            yield lot, came


def names_of(walk: Drawn) -> Iterator[Name]:
    yield Known.STARTED
    if walk.has_begun:
        yield Known.FIRST
    if walk.is_finished:
        yield Known.FINISHED
    if walk.lot:
        yield walk.lot, Came.REMINDED
        if walk.went_on:
            yield walk.lot, Came.WENT_ON
        if walk.is_finished:
            yield walk.lot, Came.FINISHED
