"""Counts of groups by stage as they may be published: small ones are hidden, and so is whatever
would give them back.

Rows are stages, each made of people of the one before; columns are groups that share everybody out
among them, so that sums of rows are known. What can be worked out then is a flow: people of a group
run down its column and leave between two stages. Its matrix is totally unimodular, so the bounds of
a linear program are whole numbers, exactly what a reader could find by trying every table: the
audit of Cox, "Suppression methodology and statistical disclosure control" (1980), with the
differences of stages as cells of their own.

Cells are shown one after the other in an order that does not look at the numbers, each only if all
that is small stays hidden with it. Showing more never hides anything: what was refused once stays
refused, and nothing hidden could be shown in the end.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

Counts = Sequence[Sequence[int]]
Shown = tuple[tuple[int | None, ...], ...]
Numbers = npt.NDArray[np.int64]

# Fewer than these are a small count, nobody too: "none of them got in" is told of each of them. A
# reader who knows the rule must find no narrower a range for it than this.
SMALL = 5


class NotNested(ValueError):
    """A stage has more people of a group than the one before it."""


def publishable(table: Counts, *, order: Iterable[int], small: int = SMALL) -> Shown:
    """None where a count is hidden. `order` are all stages, the one that says most first.

    Of every count below `small`, and of every number below it who left between two stages, all
    that is shown leaves possible values at least `small` apart, or as far apart as the sums alone
    leave them. Raises NotNested.
    """
    counts = np.array(table, dtype=np.int64).reshape(len(table), -1)
    if (np.diff(counts, axis=0) > 0).any() or (counts < 0).any():
        raise NotNested
    audit = Audit(counts, small)
    for stage in order:
        for group in range(counts.shape[1]):
            if counts[stage, group] >= small:
                audit.show_if_safe(stage, group)
    return tuple(
        tuple(
            int(count) if (stage, group) in audit.shown else None for group, count in enumerate(row)
        )
        for stage, row in enumerate(counts)
    )


class Audit:
    """What is shown so far, and tables that it leaves possible: two of them that are far enough
    apart in a count spare asking the solver for its bounds."""

    def __init__(self, counts: Numbers, small: int) -> None:
        self.counts = counts
        self.stages, self.groups = counts.shape
        self.shown: set[tuple[int, int]] = set()
        self.possible = counts.reshape(1, -1)
        self.watched, self.apart = self.small_ones(small)

    def small_ones(self, small: int) -> tuple[Numbers, Numbers]:
        """A row of signs for each, which counts make it up; and how far apart its possible values
        have to stay."""
        sums = np.append(self.counts.sum(axis=1), 0)
        signs, apart = [], []
        for stage in range(self.stages):
            for later in range(stage + 1, self.stages + 1):
                for group in range(self.groups):
                    sign = np.zeros(self.counts.shape, dtype=np.int64)
                    sign[stage, group] = 1
                    if later < self.stages:
                        sign[later, group] = -1
                    if (sign * self.counts).sum() < small:
                        signs.append(sign.ravel())
                        apart.append(min(small, int(sums[stage] - sums[later])))
        return np.array(signs).reshape(-1, self.counts.size), np.array(apart, dtype=np.int64)

    def show_if_safe(self, stage: int, group: int) -> None:
        shown, at = self.shown | {(stage, group)}, stage * self.groups + group
        fits = self.possible[self.possible[:, at] == self.counts[stage, group]]
        found = self.far_apart(shown, fits)
        if found is not None:
            self.shown, self.possible = shown, found

    def far_apart(self, shown: set[tuple[int, int]], possible: Numbers) -> Numbers | None:
        """Tables among which every small count has values far enough apart; None where there are
        none."""
        for sign, apart in zip(self.watched, self.apart, strict=True):
            for direction in (1, -1):
                if np.ptp(possible @ sign) < apart:
                    possible = np.vstack([possible, self.furthest(shown, direction * sign)])
            if np.ptp(possible @ sign) < apart:
                return None
        return possible

    def furthest(self, shown: set[tuple[int, int]], sign: Numbers) -> Numbers:
        """The possible table in which this is the most."""
        cells = np.arange(self.counts.size).reshape(self.counts.shape)
        sums = np.zeros((self.stages, self.counts.size))
        falls = np.zeros(((self.stages - 1) * self.groups, self.counts.size))
        for stage in range(self.stages):
            sums[stage, cells[stage]] = 1
        for row, (before, after) in enumerate(
            zip(cells[:-1].ravel(), cells[1:].ravel(), strict=True)
        ):
            falls[row, before], falls[row, after] = -1, 1
        bounds = [
            (int(count), int(count)) if (stage, group) in shown else (0, None)
            for (stage, group), count in np.ndenumerate(self.counts)
        ]
        found = linprog(
            -sign,
            A_ub=falls,
            b_ub=np.zeros(len(falls)),
            A_eq=sums,
            b_eq=self.counts.sum(axis=1),
            bounds=bounds,
            method="highs-ds",
        )
        return np.rint(found.x).astype(np.int64)


def share(part: int | None, whole: int | None) -> int | None:
    """Of a hundred, rounded half up as a spreadsheet does; None where one of them is hidden or
    nobody is."""
    return None if part is None or not whole else (200 * part + whole) // (2 * whole)
