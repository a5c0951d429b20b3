"""Which seat of a group an imported role speaks about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class SeatKey:
    role: str
    name: str = ""
    handle: str = ""
    is_withdrawn: bool = False

    @property
    def is_named(self) -> bool:
        return bool(self.name or self.handle)


@dataclass(frozen=True)
class Seating(Generic[Row, Entry]):
    """`pairs` keeps the order of the entries; a None row is a new seat."""

    pairs: tuple[tuple[Row | None, Entry], ...]
    unmentioned: tuple[Row, ...]


def seat(
    rows: Sequence[Row],
    entries: Sequence[Entry],
    *,
    row_key: Callable[[Row], SeatKey],
    entry_key: Callable[[Entry], SeatKey],
) -> Seating[Row, Entry]:
    """Exact seats first; then a nameless entry means any seat of its role left over; then a name
    fills a seat that had none. A withdrawn seat is only ever met by a withdrawn entry."""
    free = list(rows)
    taken: dict[int, Row] = {}
    keys = [entry_key(entry) for entry in entries]

    def claim(index: int, *wanted: SeatKey) -> None:
        """The first free row that is one of `wanted`."""
        row = next((row for row in free if row_key(row) in wanted), None)
        if row is not None and index not in taken:
            taken[index] = row
            free.remove(row)

    for index, key in enumerate(keys):
        claim(index, key)
    for index, key in enumerate(keys):
        if not key.is_named and not key.is_withdrawn:
            left = [row_key(row) for row in free]
            claim(index, *(k for k in left if k.role == key.role and not k.is_withdrawn))
    for index, key in enumerate(keys):
        if key.is_named:
            claim(index, SeatKey(key.role))
    pairs = tuple((taken.get(index), entry) for index, entry in enumerate(entries))
    return Seating(pairs=pairs, unmentioned=tuple(free))
