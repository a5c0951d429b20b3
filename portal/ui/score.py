from dataclasses import dataclass


@dataclass(frozen=True)
class ScorePart:
    """`points` of at most `weight`; the weights of a whole score make 100."""

    label: str
    points: float
    weight: int
