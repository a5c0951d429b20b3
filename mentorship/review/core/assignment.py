"""Who reads which application: as many readers for each as wanted, nobody in conflict, nobody much
more than another.

Each round gives every application one reader more: a free one with the fewest, else one that comes
free when others pass theirs on. So nobody has two readers while another, who could, has none. At
the end readings move from who has many to who has few as long as any way of passing them on does
it: no other plan with as many readings has a smaller sum of squared loads.

Readings that are there already never move. Who is equally free is drawn by a digest of the two, so
that readers do not always meet the same fellows, and the same numbers give the same plan.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from hashlib import blake2b

Pair = tuple[int, int]


@dataclass(frozen=True)
class Short:
    """An application that gets fewer readers than wanted: `able` are without conflict, read it
    already or not; where they would do, they have as much to read as they take."""

    missing: int
    able: int


@dataclass(frozen=True)
class Plan:
    """`pairs` are the new ones, (application, reader)."""

    pairs: tuple[Pair, ...]
    short: Mapping[int, Short]


@dataclass(frozen=True)
class Board:
    """The plan as it grows. `held` by reader: the new ones, which alone may be passed on."""

    rooms: Mapping[int, int]
    taken: frozenset[Pair]
    load: dict[int, int]
    held: dict[int, set[int]]

    def may_take(self, application: int, reader: int) -> bool:
        return (application, reader) not in self.taken and application not in self.held[reader]

    def has_room(self, reader: int) -> bool:
        return self.load[reader] < self.rooms[reader]

    def give(self, application: int, reader: int) -> None:
        self.held[reader].add(application)
        self.load[reader] += 1

    def pass_on(self, application: int, giver: int, taker: int) -> None:
        self.held[giver].remove(application)
        self.load[giver] -= 1
        self.give(application, taker)


def assign(
    *,
    wanted: Mapping[int, int],
    rooms: Mapping[int, int],
    present: Collection[Pair],
    barred: Collection[Pair],
) -> Plan:
    """`wanted` readers by application, those of `present` counted; `rooms` by reader: how many they
    take in all. `barred` are conflicts, and readings that ended."""
    here = [(application, reader) for application, reader in present if application in wanted]
    load = dict.fromkeys(sorted(rooms), 0)
    for _application, reader in present:
        if reader in load:
            load[reader] += 1
    board = Board(
        rooms=rooms,
        taken=frozenset(barred) | frozenset(here),
        load=load,
        held={reader: set() for reader in load},
    )
    missing = {one: wanted[one] for one in sorted(wanted)}
    for application, _reader in here:
        missing[application] -= 1
    for _round in range(max(missing.values(), default=0)):
        for application in [one for one, count in missing.items() if count > 0]:
            if find_reader(board, application):
                missing[application] -= 1
    while even_out(board):
        pass
    return Plan(
        pairs=tuple(sorted((one, reader) for reader, held in board.held.items() for one in held)),
        short={
            one: Short(missing=count, able=able(one, rooms, here, frozenset(barred)))
            for one, count in missing.items()
            if count > 0
        },
    )


def able(
    application: int, rooms: Mapping[int, int], here: list[Pair], barred: frozenset[Pair]
) -> int:
    reads = {reader for one, reader in here if one == application}
    free = {reader for reader in rooms if (application, reader) not in barred}
    return len(reads | free)


def find_reader(board: Board, application: int) -> bool:
    able_ones = [reader for reader in board.load if board.may_take(application, reader)]
    free = [reader for reader in able_ones if board.has_room(reader)]
    if free:
        least = min(free, key=lambda one: (board.load[one], drawn(application, one)))
        board.give(application, least)
        return True
    way = way_from(board, able_ones, until=board.has_room)
    if not way:
        return False
    walk(board, way)
    board.give(application, way[0][1])
    return True


def even_out(board: Board) -> bool:
    """One reading less for who has at least two more than somebody it can come to."""
    for reader in sorted(board.load, key=lambda one: (-board.load[one], one)):
        fewer = {
            one
            for one, load in board.load.items()
            if load <= board.load[reader] - 2 and board.has_room(one)
        }
        way = way_from(board, [reader], until=fewer.__contains__) if fewer else []
        if way:
            walk(board, way)
            return True
    return False


Way = list[tuple[int, int, int]]


def way_from(board: Board, starts: list[int], *, until: Callable[[int], bool]) -> Way:
    """The shortest way of passing on, (application, giver, taker) from a start to who takes one
    more; empty where there is none."""
    came: dict[int, tuple[int, int]] = {}
    unseen = [reader for reader in board.load if reader not in set(starts)]
    line = list(starts)
    for giver in line:
        for application in sorted(board.held[giver]):
            takers = [one for one in unseen if board.may_take(application, one)]
            for taker in takers:
                came[taker] = (application, giver)
                if until(taker):
                    return traced(came, taker)
                unseen.remove(taker)
                line.append(taker)
    return []


def traced(came: dict[int, tuple[int, int]], taker: int) -> Way:
    way: Way = []
    while taker in came:
        application, giver = came[taker]
        way.append((application, giver, taker))
        taker = giver
    return way[::-1]


def walk(board: Board, way: Way) -> None:
    """From its end, so that nobody ever holds more than they have room for."""
    for application, giver, taker in reversed(way):
        board.pass_on(application, giver, taker)


def drawn(application: int, reader: int) -> bytes:
    return blake2b(f"{application}:{reader}".encode(), digest_size=8).digest()
