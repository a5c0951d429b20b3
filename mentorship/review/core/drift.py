"""Who gives more, and who gives less, than others who read the same applications."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Half a point over at least five applications: less may be chance.
FAR, ENOUGH = 50, 5


class Tendency(StrEnum):
    FEW = "few"
    STRICT = "strict"
    MILD = "mild"
    ALIKE = "alike"


@dataclass(frozen=True)
class Drift:
    """`difference` is the mean over `shared` applications of the reader's result minus the mean of
    their fellows', in hundredths; None where nothing is shared."""

    reader: int
    given: int
    shared: int
    difference: int | None
    tendency: Tendency


def drifts(results: Mapping[int, Mapping[int, int]]) -> list[Drift]:
    """Of results by application, by reader. One for each reader who has given any."""
    given: dict[int, int] = {}
    apart: dict[int, list[float]] = {}
    for of_each in results.values():
        for reader, result in of_each.items():
            given[reader] = given.get(reader, 0) + 1
            others = [other for one, other in of_each.items() if one != reader]
            if others:
                apart.setdefault(reader, []).append(result - sum(others) / len(others))
    return [drift_of(reader, given[reader], apart.get(reader, ())) for reader in sorted(given)]


def drift_of(reader: int, given: int, apart: Sequence[float]) -> Drift:
    difference = round(sum(apart) / len(apart)) if apart else None
    if difference is None or len(apart) < ENOUGH:
        tendency = Tendency.FEW
    elif difference <= -FAR:
        tendency = Tendency.STRICT
    else:
        tendency = Tendency.MILD if difference >= FAR else Tendency.ALIKE
    return Drift(reader, given, len(apart), difference, tendency)
