"""From an instance to its proven best matching, with a reason for every outcome.

    result = solve(instance)
    explain(instance, "ana", "bo")              # any pair, matched or not
    alternatives(instance, result, "ana")       # the best mentors she did not get, and why

Nothing here needs a database, a request or the time of day.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np

from portal.core.zones import tzdata_version

from . import reasons, solver
from .assignment import NOBODY, Assignment, Numbers, assignment
from .certificate import Prices, prove
from .counterfactuals import newcomers, points_short
from .formula import COMPONENTS
from .instance import Instance, Mentee, Mentor
from .instance_writing import fingerprint
from .measures import blocking_pairs, gini, percentile_5
from .meetings import first_meetings
from .result import Component, MatchedPair, Result, Summary, Unmatched
from .scoring import Edges, Row, Scoreboard, weighed

BEST_FOR_ALL = "best_for_all"
FULL = "full"


class UnknownPerson(KeyError):
    """Nobody of that id is in the instance on that side."""


@dataclass(frozen=True, slots=True)
class PairView:
    """A pair as it is or would be, whether or not rules allow it."""

    mentee: str
    mentor: str
    score: int
    components: Mapping[str, Component]
    broken_rules: tuple[str, ...]
    meetings: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """A mentor somebody did not get. `why_not` names the broken rules; or `full`: every place went
    to others, the lowest of them with `lowest_score`; or `best_for_all`: there is room, and the
    whole is better as it is."""

    mentor: str
    score: int
    components: Mapping[str, Component]
    why_not: tuple[str, ...]
    lowest_score: int | None


def solve(instance: Instance, *, on_stage: Callable[[str], None] = lambda stage: None) -> Result:
    """Every run proves its own optimum. Raises OutOfRange for more people than integers can weigh,
    NotOptimal when the proof fails, which is a defect."""
    began = time.perf_counter()
    on_stage("Reading the weeks")
    board = Scoreboard(instance)
    on_stage("Scoring pairs")
    edges = board.edges()
    problem = _problem(board, edges)
    on_stage("Matching")
    chosen = solver.best(problem)
    on_stage("Proving the optimum")
    prices = prove(problem, chosen)
    on_stage("Writing reasons")
    pairs = tuple(_pairs(board, edges, chosen))
    scores = [pair.score for pair in pairs]
    summary = Summary(
        matched=len(pairs),
        total=sum(scores),
        optimal=True,
        worst=min(scores, default=None),
        p05=percentile_5(scores),
        gini=gini(scores),
        blocking_pairs=blocking_pairs(
            mentee=edges.mentee,
            mentor=edges.mentor,
            score=edges.score,
            chosen=chosen,
            places=problem.places,
        ),
        feasible_pairs=int((problem.places[edges.mentor] > 0).sum()),
        seconds=0.0,
        engine=solver.engine(),
        tzdata=tzdata_version(),
        instance_sha256=fingerprint(instance),
    )
    unmatched = tuple(_unmatched(board, edges, problem, chosen, prices))
    seconds = round(time.perf_counter() - began, 3)
    return Result(pairs, unmatched, replace(summary, seconds=seconds))


def explain(instance: Instance, mentee: str, mentor: str) -> PairView:
    """Raises UnknownPerson."""
    one, other = _mentee(instance, mentee), _mentor(instance, mentor)
    board = Scoreboard(replace(instance, mentees=(one,), mentors=(other,)))
    row = board.row(0)
    return PairView(
        mentee=mentee,
        mentor=mentor,
        score=int(row.scores[0]),
        components=_components(row.values, row.weights, 0),
        broken_rules=row.broken_by(0),
        meetings=_meetings(board, 0, 0),
    )


def alternatives(
    instance: Instance, result: Result, mentee: str, *, count: int = 5
) -> tuple[Alternative, ...]:
    """Mentors the mentee may have come first, then the others; the better score first. Raises
    UnknownPerson."""
    board = Scoreboard(replace(instance, mentees=(_mentee(instance, mentee),)))
    row = board.row(0)
    scores, fits = row.scores, row.fits("capacity")
    taken: dict[str, list[int]] = {}
    for pair in result.pairs:
        taken.setdefault(pair.mentor, []).append(pair.score)
    own = {pair.mentor for pair in result.pairs if pair.mentee == mentee}
    others = [at for at, mentor in enumerate(board.mentors) if mentor.id not in own]
    others.sort(key=lambda at: (not fits[at], -scores[at], at))
    return tuple(
        _alternative(board.mentors[at], row, at, taken.get(board.mentors[at].id, []))
        for at in others[:count]
    )


def _alternative(mentor: Mentor, row: Row, at: int, taken: list[int]) -> Alternative:
    broken = tuple(rule for rule in row.broken_by(at) if rule != "capacity")
    is_full = len(taken) >= mentor.capacity
    return Alternative(
        mentor=mentor.id,
        score=int(row.scores[at]),
        components=_components(row.values, row.weights, at),
        why_not=broken or ((FULL,) if is_full else (BEST_FOR_ALL,)),
        lowest_score=min(taken, default=None),
    )


def _problem(board: Scoreboard, edges: Edges) -> Assignment:
    return assignment(
        mentee_ids=[each.id for each in board.mentees],
        mentor_ids=[each.id for each in board.mentors],
        places=board.places,
        mentee=edges.mentee,
        mentor=edges.mentor,
        score=edges.score,
    )


def _pairs(board: Scoreboard, edges: Edges, chosen: Numbers) -> Iterator[MatchedPair]:
    """By mentee; locked ones with the rules they break."""
    for at, mentee in enumerate(board.mentees):
        is_locked = at in board.locked
        if not is_locked and chosen[at] == NOBODY:
            continue
        mentor = board.locked[at] if is_locked else int(edges.mentor[chosen[at]])
        values, weights = board.values(at, np.array([mentor])), board.weights_of(mentee)
        yield MatchedPair(
            mentee=mentee.id,
            mentor=board.mentors[mentor].id,
            score=int(weighed(values, weights)[0]),
            locked=is_locked,
            components=_components(values, weights, 0),
            meetings=_meetings(board, at, mentor),
            broken_rules=board.row(at).broken_by(mentor) if is_locked else (),
        )


def _components(
    values: Mapping[str, Numbers], weights: Mapping[str, int], mentor: int
) -> dict[str, Component]:
    return {name: Component(int(values[name][mentor]), weights[name]) for name in COMPONENTS}


def _meetings(board: Scoreboard, mentee: int, mentor: int) -> tuple[datetime, ...]:
    instance = board.instance
    return first_meetings(
        board.mentees[mentee], board.mentors[mentor], start=instance.start, weeks=instance.weeks
    )


def _unmatched(
    board: Scoreboard, edges: Edges, problem: Assignment, chosen: Numbers, prices: Prices
) -> Iterator[Unmatched]:
    comes = newcomers(problem, chosen, prices)
    short = points_short(problem, prices)
    begins = np.searchsorted(edges.mentee, np.arange(len(board.mentees) + 1))
    for at, mentee in enumerate(board.mentees):
        if at in board.locked or chosen[at] != NOBODY:
            continue
        breaks = board.breaks(at)
        counts = reasons.left_after_each_rule(breaks)
        opens = np.flatnonzero(comes == at)
        scores = weighed(board.values(at, opens), board.weights_of(mentee))
        own = range(begins[at], begins[at + 1])
        told: list[Mapping[str, Any]] = [
            *reasons.rules_that_open(breaks),
            *reasons.places_that_open(
                [
                    (int(score), board.mentors[mentor].id)
                    for mentor, score in zip(opens, scores, strict=True)
                ]
            ),
            *reasons.points_that_open(
                [
                    (int(short[e]), int(edges.score[e]), board.mentors[edges.mentor[e]].id)
                    for e in own
                ]
            ),
        ]
        yield Unmatched(mentee.id, reasons.reason(mentee, counts), counts, tuple(told))


def _mentee(instance: Instance, wanted: str) -> Mentee:
    for each in instance.mentees:
        if each.id == wanted:
            return each
    raise UnknownPerson(wanted)


def _mentor(instance: Instance, wanted: str) -> Mentor:
    for each in instance.mentors:
        if each.id == wanted:
            return each
    raise UnknownPerson(wanted)
