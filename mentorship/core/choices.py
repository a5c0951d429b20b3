"""What mentees want most: a few things in their order, each with the people behind it, and how many
places there are in each.

Who has two projects, one of them together with somebody, makes of the best pairs within all places
a problem that is no flow any more, and hard. So the places of a project are given to its mentors
before anybody is matched, and each match is for one project: no project ever has more people than
places.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .instance import Pair

MOST_CHOICES = 3


@dataclass(frozen=True)
class Choice:
    """Something that can be chosen, such as a project. `people` are accounts of its mentors, in the
    order in which they were asked."""

    key: str
    name: str
    url: str
    people: tuple[int, ...]
    places: int = 1


@dataclass(frozen=True)
class ChoiceName:
    """Of something that somebody has chosen, or is matched for, and that may be gone by now: then
    it is not `is_offered`. `url` is empty where nobody sees a page of it."""

    name: str
    url: str
    is_offered: bool


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


Shares = Mapping[tuple[str, str], int]  # choice, mentor → places


def shared_out(
    choices: Iterable[Choice],
    mentors: Mapping[int, str],
    own: Mapping[str, int],
    *,
    held: Shares,
    pinned: Mapping[str, int],
    wanted: Shares,
) -> Counter[tuple[str, str]]:
    """The places of each choice among the mentors behind it, `own` at most for each of them; who
    gets none stands there with 0.

    Those that are `held` stay, also where they are more than there are; then come mentors with
    people pinned to them, then whoever has fewest of it by now: first whom most of those who chose
    it can work with, as `wanted` counts them, then who was asked first. A choice with few mentors
    goes first: nobody else can fill it."""
    shares: Counter[tuple[str, str]] = Counter(held)
    left, taken, first = Counter(own), Counter[str](), Counter(pinned)
    for (key, mentor), count in held.items():
        left[mentor] -= count
        taken[key] += count
    for choice in sorted(choices, key=lambda one: (len(one.people), one.name, one.key)):
        free = choice.places - taken[choice.key]
        behind = [mentors[one] for one in choice.people if one in mentors]
        behind.sort(key=lambda mentor: -wanted.get((choice.key, mentor), 0))
        shares.update({(choice.key, mentor): 0 for mentor in behind})
        while free > 0 and (able := [mentor for mentor in behind if left[mentor] > 0]):
            asked = [mentor for mentor in able if first[mentor] > 0]
            mentor = asked[0] if asked else min(able, key=lambda one: shares[choice.key, one])
            shares[choice.key, mentor] += 1
            free, left[mentor] = free - 1, left[mentor] - 1
            first[mentor] = max(0, first[mentor] - 1)
    return shares


def chosen_for(
    pairs: Iterable[Pair], wishes: Mapping[str, Sequence[str]], free: Shares
) -> dict[Pair, str]:
    """What each pair is for, within the `free` places: the dearest of what the mentee chose, and
    where they chose nothing that has one, the only thing of the mentor that has. None otherwise:
    the two will say."""
    left, rows = Counter(free), sorted(pairs)
    behind: dict[str, set[str]] = {}
    for key, mentor in free:
        behind.setdefault(mentor, set()).add(key)
    found: dict[Pair, str] = {}
    for rank in range(MOST_CHOICES):
        for mentee, mentor in rows:
            wish = wishes.get(mentee, ())[rank : rank + 1]
            if wish and (mentee, mentor) not in found and left[wish[0], mentor] > 0:
                found[mentee, mentor] = wish[0]
                left[wish[0], mentor] -= 1
    for mentee, mentor in rows:
        open_ones = [key for key in behind.get(mentor, ()) if left[key, mentor] > 0]
        if (mentee, mentor) not in found and len(open_ones) == 1:
            found[mentee, mentor] = open_ones[0]
            left[open_ones[0], mentor] -= 1
    return found
