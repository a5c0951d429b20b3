"""The numbers of the score: components of 0 to 1000, weights that make 100, q up to 100,000."""

from collections.abc import Mapping, Sequence
from functools import cache

FULL = 1000
WEIGHTS = {
    "skill": 40,
    "time": 20,
    "goals": 10,
    "initiative": 8,
    "seniority": 7,
    "language": 5,
    "preference": 10,
}
COMPONENTS = tuple(WEIGHTS)
BEST = 100 * FULL

SKILL_SHARE = 250
# By the mentor's level (0: does not have it), then the mentee's.
SKILL_GAIN = (
    (0, 0, 0, 0),
    (2, 0, 0, 0),
    (4, 3, 0, 0),
    (4, 4, 3, 0),
    (4, 4, 4, 3),
    (4, 4, 4, 4),
)
LANGUAGE = (0, 700, 1000)  # by languages in common, more than two count as two
NO_PREFERENCE = 500
MOST_SENIOR = 10
STARTS_A_WEEK_FOR_FULL = 8
QUARTER_MINUTES = 15  # time is counted in quarter hours


def shares(weights: Sequence[int], whole: int) -> list[int]:
    """Splits `whole` in proportion, by largest remainder, ties to the earlier; zeros share none."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    parts = [whole * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: (-(whole * weights[at] % total), at))
    for at in by_remainder[: whole - sum(parts)]:
        parts[at] += 1
    return parts


def pair_weights(weights: Mapping[str, int], *, left_out: frozenset[str]) -> dict[str, int]:
    """The weights for one mentee: what they left empty weighs nothing, the rest makes 100."""
    kept = shares([weights[name] for name in COMPONENTS], 100)
    kept = [
        0 if name in left_out else weight for name, weight in zip(COMPONENTS, kept, strict=True)
    ]
    return dict(zip(COMPONENTS, shares(kept, 100), strict=True))


def seniority_value(gap: int) -> int:
    if gap < 1:
        return 0
    if gap == 1:
        return 600
    return FULL - 150 * max(0, gap - 5)


@cache
def preference_value(mentee_rank: int | None, mentor_rank: int | None) -> int:
    said_by_mentee, said_by_mentor = (
        NO_PREFERENCE if rank is None else 1100 - 100 * rank for rank in (mentee_rank, mentor_rank)
    )
    return (6 * said_by_mentee + 4 * said_by_mentor) // 10


def weeks_needed(weeks: int, percent: int) -> int:
    """So many of all, rounded up."""
    return -(-percent * weeks // 100)
