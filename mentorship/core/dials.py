"""Other ideas of a good matching than the highest total, and what each of them costs.

All keep most people matched; all are the same flow with other weights, so all are proven. Of
everybody with one mentor any concave idea of fairness is still a sum over pairs.
"""

from dataclasses import replace

import numpy as np

from . import quota_flow, solver
from .assignment import AS_SCORED, NOBODY, NONE, Assignment, Numbers, OutOfRange, Weighing
from .certificate import prove, subsidies
from .formula import BEST
from .instance import Dials
from .optimum import Optimum, optimum
from .possible_pairs import PossiblePairs
from .tied import ROUNDS, settled

MOST_AT_ONCE = 3_000_000  # pairs that go through one flow


class QuotaOutOfReach(ValueError):
    """No matching of so many people has so many of each group."""


def values_of(aim: str, power: int) -> Numbers:
    """What each score is worth, from 0 to BEST."""
    if aim == "total":
        return AS_SCORED
    whole = BEST ** (power - 1)
    risen = [score**power // whole for score in range(BEST + 1)]
    if aim == "stable":
        return np.array(risen)
    return BEST - np.array(risen[::-1])


def dialled(
    pairs: PossiblePairs,
    weighing: Weighing,
    dials: Dials,
    *,
    group: Numbers = NONE,
    least: Numbers = NONE,
) -> Optimum:
    """The best matching, proven; `group` is that of each mentee and `least` by group. Prices are of
    use only where neither groups nor first places were asked for. Raises OutOfRange,
    QuotaOutOfReach."""
    has_structure = dials.every_mentor or bool(least.any())
    if has_structure and len(pairs) > MOST_AT_ONCE:
        raise OutOfRange(f"With these dials at most {MOST_AT_ONCE:,} pairs can be matched.")

    def best(some: PossiblePairs) -> Optimum:
        if not has_structure:
            return optimum(some, weighing)
        return _structured(
            some, weighing, every_mentor=dials.every_mentor, group=group, least=least
        )

    found = best(pairs)
    if not dials.worst_first:
        return found
    matched = _matched(found)
    scores = np.unique(pairs.edges().score)
    # The highest score that all pairs can have, with as many people matched.
    low, high = 0, len(scores) - 1
    while low < high:
        at = (low + high + 1) // 2
        try:
            tried = best(pairs.at_least(int(scores[at])))
        except QuotaOutOfReach:
            tried = None
        if tried is not None and _matched(tried) == matched:
            low, found = at, tried
        else:
            high = at - 1
    return found


def _matched(found: Optimum) -> int:
    return int(np.count_nonzero(found.chosen != NOBODY))


def _structured(
    pairs: PossiblePairs,
    weighing: Weighing,
    *,
    every_mentor: bool,
    group: Numbers,
    least: Numbers,
) -> Optimum:
    edges = pairs.edges()
    problem = weighing.assignment(edges.mentee, edges.mentor, edges.score)
    asked = _with_first_places(problem) if every_mentor else problem
    if least.any():
        chosen = quota_flow.best(asked, group=group, least=least)
        if chosen is None:
            raise QuotaOutOfReach("So many of each group cannot be matched.")
        more = subsidies(asked, chosen, group=group, least=least)
        asked = replace(asked, worth=asked.worth + more[group[asked.mentee]])
    else:
        chosen = solver.best(asked)
    prices = prove(asked, chosen)
    if not least.any():
        mentors = len(problem.places)

        def hashes(mentee: Numbers, mentor: Numbers, number: int) -> Numbers:
            """First places are told apart from others of the same mentor."""
            return weighing.hashes(mentee, mentor % mentors, number + ROUNDS * (mentor // mentors))

        chosen = settled(asked, chosen, prices.middle, hashes)
    if every_mentor:
        chosen = np.where(chosen == NOBODY, NOBODY, chosen // 2)
    return Optimum(edges, problem, chosen, prices)


def _with_first_places(problem: Assignment) -> Assignment:
    """Every mentor twice: their first place, worth as much as a match is, and the others. Every
    pair twice, too: number 3 becomes 6 and 7."""
    places, mentors = problem.places, len(problem.places)
    return replace(
        problem,
        places=np.append(np.minimum(places, 1), np.maximum(places - 1, 0)),
        mentee=np.repeat(problem.mentee, 2),
        mentor=np.stack([problem.mentor, problem.mentor + mentors], axis=1).ravel(),
        worth=np.stack([problem.worth + problem.bonus, problem.worth], axis=1).ravel(),
    )
