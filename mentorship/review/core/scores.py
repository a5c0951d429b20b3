"""What points come to: the weighted result of one reader, and where several disagree.

Results are hundredths of a point, 100 to 500, so that the same points always give the same number.
"""

from collections.abc import Mapping, Sequence

LOWEST, HIGHEST = 1, 5
HUNDREDTHS = 100
# So many points apart on one criterion, two readers have read two different applications. Results
# can't be as far apart unless points are.
APART = 2

Marks = Mapping[str, int]


def result_of(marks: Marks, weights: Mapping[str, int]) -> int:
    """Halves up. Every criterion has its points."""
    whole = sum(weights.values())
    points = sum(weight * marks[key] for key, weight in weights.items())
    return (2 * HUNDREDTHS * points + whole) // (2 * whole)


def mean(results: Sequence[int]) -> int | None:
    return (2 * sum(results) + len(results)) // (2 * len(results)) if results else None


def spread(results: Sequence[int]) -> int:
    """Between the highest and the lowest."""
    return max(results) - min(results) if results else 0


def criteria_apart(of_each: Sequence[Marks]) -> tuple[str, ...]:
    """Keys of the criteria on which two readers are APART, or more."""
    keys = sorted({key for marks in of_each for key in marks})
    return tuple(
        key for key in keys if spread([marks[key] for marks in of_each if key in marks]) >= APART
    )
