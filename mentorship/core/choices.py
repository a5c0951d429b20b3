"""What mentees want most: a few things in their order, each with the people behind it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_CHOICES = 3


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen, such as a project. `people` are accounts of its mentors."""

    key: str
    name: str
    url: str
    people: frozenset[int]


@dataclass(frozen=True)
class MentorRanks:
    """(mentee, mentor) → rank, from 1. `mentors_select`: nobody else is paired."""

    ranks: Mapping[tuple[str, str], int]
    mentors_select: bool


def preferences(
    wishes: Mapping[str, Sequence[str]], choices: Iterable[Choice], mentors: Mapping[int, str]
) -> dict[tuple[str, str], int]:
    """(mentee, mentor) → rank, from 1. `wishes` are keys by mentee, `mentors` ids by account.

    A mentor behind two choices counts by the dearer one; a choice that is gone counts for nothing.
    """
    behind = {
        choice.key: sorted(mentors[one] for one in choice.people if one in mentors)
        for choice in choices
    }
    ranks: dict[tuple[str, str], int] = {}
    for mentee, keys in wishes.items():
        for rank, key in enumerate(keys[:MOST_CHOICES], start=1):
            for mentor in behind.get(key, ()):
                ranks.setdefault((mentee, mentor), rank)
    return ranks
