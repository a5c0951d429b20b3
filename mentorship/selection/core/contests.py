"""Where several mentors wanted one person: who has them now, and what decided it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentorship.core.instance import Instance, Pair


class By(StrEnum):
    CHOICE = "choice"
    SCORE = "score"


@dataclass(frozen=True)
class Contest:
    """`losers` would rather have had the mentee than somebody they have, or than a free place; both
    they and the winner with the ranks of the two sides, None where the mentee chose neither."""

    mentee: str
    winner: "Claim"
    losers: tuple["Claim", ...]
    by: By


@dataclass(frozen=True)
class Claim:
    mentor: str
    rank: int
    choice: int | None


def contests(
    instance: Instance, pairs: Collection[Pair], possible: Collection[Pair]
) -> list[Contest]:
    """Of pairs that mentors selected, by mentee; `possible` are those that break no rule. A pair
    that was held together decides nothing."""
    has = dict(pairs)
    worst = worst_kept(instance, pairs)
    wanted: dict[str, list[Claim]] = defaultdict(list)
    for (mentee, mentor), rank in sorted(instance.mentor_preferences.items()):
        choice = instance.mentee_preferences.get((mentee, mentor))
        wanted[mentee].append(Claim(mentor, rank, choice))
    found = []
    for mentee, claims in sorted(wanted.items()):
        mine = next((claim for claim in claims if claim.mentor == has.get(mentee)), None)
        if mine is None or (mentee, mine.mentor) in instance.locked:
            continue
        losers = tuple(
            claim
            for claim in claims
            if claim is not mine
            and (mentee, claim.mentor) in possible
            and claim.rank <= worst[claim.mentor]
            and not is_dearer(claim, mine)
        )
        if losers:
            by = By.SCORE if any(one.choice == mine.choice for one in losers) else By.CHOICE
            found.append(Contest(mentee, mine, losers, by))
    return found


def is_dearer(one: Claim, other: Claim) -> bool:
    """To the mentee."""
    return one.choice is not None and (other.choice is None or one.choice < other.choice)


def worst_kept(instance: Instance, pairs: Collection[Pair]) -> Mapping[str, float]:
    """The lowest rank each mentor has to do with; beyond every rank where a place is free, before
    every rank where all they have was held together."""
    ranks: dict[str, list[float]] = {mentor.id: [] for mentor in instance.mentors}
    for mentee, mentor in pairs:
        if mentor in ranks:
            held = (mentee, mentor) in instance.locked
            rank = 0 if held else instance.mentor_preferences.get((mentee, mentor), 0)
            ranks[mentor].append(rank)
    return {
        mentor.id: float("inf")
        if len(ranks[mentor.id]) < mentor.capacity
        else max(ranks[mentor.id], default=0)
        for mentor in instance.mentors
    }
