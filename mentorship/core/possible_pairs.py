"""All pairs that break no rule, packed into four bytes each, for one look after the other.

Two thousand million pairs to compare leave a hundred million possible ones: they are kept in
blocks of mentees, small enough for a processor's own memory, and never unpacked at once.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .assignment import OutOfRange
from .formula import BEST
from .processes import in_processes
from .scoring import Edges, Flags, Numbers, Scoreboard

MENTEES_A_BLOCK = 256
MOST_PAIRS = 600_000_000
SCORE_BITS = BEST.bit_length()

Packed = NDArray[np.uint32] | NDArray[np.uint64]
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Block:
    """Pairs of some mentees in turn, `counts` of each from `first` on: the score in the high bits,
    the mentor in the low ones."""

    first: int
    counts: Numbers
    packed: Packed
    mentor_bits: int

    @property
    def mentors(self) -> Packed:
        return self.packed & self.packed.dtype.type((1 << self.mentor_bits) - 1)

    @property
    def scores(self) -> Packed:
        return self.packed >> self.packed.dtype.type(self.mentor_bits)

    @property
    def keys(self) -> Numbers:
        """The mentee in the high half, the mentor in the low one."""
        edges = self.edges()
        return edges.mentee << 32 | edges.mentor

    def by_pair(self, numbers: Numbers) -> Numbers:
        """Of all mentees, each as often as they have pairs here."""
        return np.repeat(numbers[self.first : self.first + len(self.counts)], self.counts)

    def edges(self) -> Edges:
        mentees = np.arange(self.first, self.first + len(self.counts))
        return Edges(
            np.repeat(mentees, self.counts),
            self.mentors.astype(np.int64),
            self.scores.astype(np.int64),
        )

    def only(self, which: Flags) -> "Block":
        end = np.cumsum(self.counts)
        kept = np.append(0, np.cumsum(which))
        counts = kept[end] - kept[end - self.counts]
        return Block(self.first, counts, self.packed[which], self.mentor_bits)


@dataclass(frozen=True, slots=True)
class PossiblePairs:
    blocks: tuple[Block, ...]
    workers: int

    def __len__(self) -> int:
        return sum(len(block.packed) for block in self.blocks)

    def each(self, work: Callable[[Block], Found]) -> Iterator[Found]:
        return in_processes(
            lambda at: work(self.blocks[at]), len(self.blocks), workers=self.workers
        )

    def where(self, asked: Callable[[Block], Flags]) -> Edges:
        """Those of which it is true."""
        return joined(list(self.each(lambda block: block.only(asked(block)).edges())))

    def at_least(self, score: int) -> "PossiblePairs":
        """Without those that score less."""
        return self._only(lambda block: block.scores >= score, range(len(self.blocks)))

    def among(self, pairs: Collection[tuple[int, int]]) -> "PossiblePairs":
        """None but these."""
        keys = np.array(sorted(mentee << 32 | mentor for mentee, mentor in pairs), dtype=np.int64)
        return self._only(lambda block: np.isin(block.keys, keys), range(len(self.blocks)))

    def without(self, pairs: Collection[tuple[int, int]]) -> "PossiblePairs":
        mentees = np.array(sorted({mentee for mentee, _ in pairs}), dtype=np.int64)
        firsts = [block.first for block in self.blocks]
        touched = set((np.searchsorted(firsts, mentees, side="right") - 1).tolist())
        keys = {mentee << 32 | mentor for mentee, mentor in pairs}
        left_out = np.array(sorted(keys), dtype=np.int64)
        return self._only(lambda block: ~np.isin(block.keys, left_out), touched)

    def with_score(self, mentee: int, mentor: int, score: int) -> "PossiblePairs":
        """One of them with another score."""
        key = mentee << 32 | mentor

        def scored(block: Block) -> Block:
            packed = block.packed.copy()
            packed[block.keys == key] = (score << block.mentor_bits) | mentor
            return replace(block, packed=packed)

        number = mentee // MENTEES_A_BLOCK
        return PossiblePairs(
            tuple(scored(block) if at == number else block for at, block in enumerate(self.blocks)),
            self.workers,
        )

    def _only(self, asked: Callable[[Block], Flags], touched: Collection[int]) -> "PossiblePairs":
        return PossiblePairs(
            tuple(
                block.only(asked(block)) if number in touched else block
                for number, block in enumerate(self.blocks)
            ),
            self.workers,
        )

    def edges(self) -> Edges:
        return joined([block.edges() for block in self.blocks])


def possible_pairs(
    board: Scoreboard, *, workers: int, on_block: Callable[[int], None] = lambda mentees: None
) -> PossiblePairs:
    """Of all mentees who are not locked. `on_block` is told how many are done. Raises
    OutOfRange."""
    mentor_bits = len(board.mentors).bit_length()
    kind = np.uint32 if SCORE_BITS + mentor_bits <= 32 else np.uint64

    def block(number: int) -> Block:
        first = number * MENTEES_A_BLOCK
        found = [
            board.possible(at)
            for at in range(first, min(first + MENTEES_A_BLOCK, len(board.mentees)))
        ]
        packed = [((scores << mentor_bits) | mentors).astype(kind) for mentors, scores in found]
        counts = np.array([len(mentors) for mentors, _ in found])
        return Block(first, counts, np.concatenate(packed), mentor_bits)

    blocks, pairs = [], 0
    count = -(-len(board.mentees) // MENTEES_A_BLOCK)
    for each in in_processes(block, count, workers=workers):
        blocks.append(each)
        pairs += len(each.packed)
        if pairs > MOST_PAIRS:
            raise OutOfRange(f"More than {MOST_PAIRS:,} pairs are possible.")
        on_block(each.first + len(each.counts))
    return PossiblePairs(tuple(blocks), workers)


def some(edges: Edges, which: Flags | Numbers) -> Edges:
    return Edges(edges.mentee[which], edges.mentor[which], edges.score[which])


def joined(parts: list[Edges]) -> Edges:
    """One after the other."""
    none = np.zeros(0, dtype=np.int64)
    return Edges(
        np.concatenate([none, *(each.mentee for each in parts)]),
        np.concatenate([none, *(each.mentor for each in parts)]),
        np.concatenate([none, *(each.score for each in parts)]),
    )
