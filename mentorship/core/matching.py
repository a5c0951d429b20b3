"""From an instance to its proven best matching, with a reason for every outcome.

    result = solve(instance)
    explain(instance, "ana", "bo")              # any pair, matched or not
    alternatives(instance, result, "ana")       # the best mentors she did not get, and why
    what_would_help(instance, "ana")            # to get one, if she has none

Nothing here needs a database, a request or the time of day.
"""

import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np

from portal.core.zones import tzdata_version

from . import reasons, solver
from .assignment import NOBODY, Numbers, Weighing
from .confirmed import confirmed
from .counterfactuals import nearest, newcomers
from .formula import COMPONENTS
from .instance import Dials, Instance, Mentee, Mentor
from .instance_writing import fingerprint
from .measures import gini, percentile_5
from .meetings import first_meetings
from .more_hours import hours_that_open
from .optimum import Optimum, exact_prices, optimum
from .possible_pairs import PossiblePairs, possible_pairs
from .processes import in_parts
from .result import Component, DialCost, MatchedPair, Result, Summary, Unmatched
from .scoring import Breaks, Flags, Row, Scoreboard, weighed
from .selected import who_ranked
from .turned import blocking, costs, turned, weighed_by

Helps = Callable[[int], Iterator[Mapping[str, Any]]]

TOLD_TO_ALL = 20_000_000  # pairs to compare; where there are more, places and points cost minutes
BEST_FOR_ALL = "best_for_all"
FULL = "full"
CHOSE_OTHER = "chose_other"
NOT_RANKED = reasons.NOT_RANKED


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
    whole is better as it is. Where mentors select: `not_ranked`, or there is room, and the mentee
    `chose_other`."""

    mentor: str
    score: int
    components: Mapping[str, Component]
    why_not: tuple[str, ...]
    lowest_score: int | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everybody compared with everybody: what is left is to choose."""

    board: Scoreboard
    pairs: PossiblePairs
    weighing: Weighing


def prepared(
    instance: Instance,
    *,
    workers: int = 1,
    on_stage: Callable[[str], None] = lambda stage: None,
    on_scored: Callable[[int], None] = lambda mentees: None,
) -> Prepared:
    on_stage("Reading the weeks")
    board = Scoreboard(instance)
    on_stage("Scoring pairs")
    pairs = possible_pairs(board, workers=workers, on_block=on_scored)
    return Prepared(board, pairs, weighed_by(board, pairs, Dials()))


def solve(
    instance: Instance,
    *,
    asked: Collection[str] = (),
    confirms: bool = True,
    workers: int = 1,
    on_stage: Callable[[str], None] = lambda stage: None,
    on_scored: Callable[[int], None] = lambda mentees: None,
) -> Result:
    """Every run proves its own optimum. More than one of `workers` forks, which a process with
    threads must not. `on_scored` is told now and then how many mentees are scored.

    `asked` are mentees who are told all that would help them. The others are told no hours, and
    rules only where there are more than TOLD_TO_ALL pairs to compare. With dials, or where mentors
    select, what would help is matched again before it is told, unless it `confirms` nothing: then
    it is not told.

    Raises OutOfRange for more people than integers can weigh, UnknownPerson, NotOptimal when the
    proof fails, which is a defect."""
    began = time.perf_counter()
    for mentee in asked:
        _mentee(instance, mentee)
    ready = prepared(instance, workers=workers, on_stage=on_stage, on_scored=on_scored)
    board, pairs, weigh = ready.board, ready.pairs, ready.weighing
    on_stage("Matching")
    selects = instance.config.mentors_select
    best = plain = turned(board, pairs, Dials()) if selects else optimum(pairs, weigh)
    everybody = len(board.mentees) * len(board.mentors) <= TOLD_TO_ALL
    told_more = {mentee.id for mentee in board.mentees} if everybody else set(asked)
    if told_more and not instance.config.dials.turned and not selects:
        on_stage("Pricing every place")
        best = plain = exact_prices(pairs, weigh, best)
    dials: tuple[DialCost, ...] = ()
    if instance.config.dials.turned and not selects:
        on_stage("Turning the dials")
        best = turned(board, pairs, instance.config.dials)
        dials = tuple(costs(board, pairs, plain, best))
    on_stage("Writing reasons")
    told = tuple(_pairs(board, best, workers))
    scores = [pair.score for pair in told]
    summary = Summary(
        matched=len(told),
        total=sum(scores),
        optimal=not selects,
        worst=min(scores, default=None),
        p05=percentile_5(scores),
        gini=gini(scores),
        blocking_pairs=blocking(pairs, best),
        feasible_pairs=_feasible(pairs, board),
        seconds=0.0,
        engine=solver.engine(),
        tzdata=tzdata_version(),
        instance_sha256=fingerprint(instance),
    )
    helps: Helps = _none_helps
    again: Mapping[int, Iterable[Mapping[str, Any]]] = {}
    if told_more and not (dials or selects):
        helps = _what_helps(ready, best)
    elif told_more and confirms:
        on_stage("Matching again with what would help")
        numbers = {board.mentee_at[mentee] for mentee in asked}
        again = confirmed(board, pairs, plain, best, asked=numbers)

    def told_to(at: int) -> Iterator[Mapping[str, Any]]:
        mentee = board.mentees[at].id
        if mentee in told_more:
            yield from helps(at)
            yield from again.get(at, ())
        if mentee in asked:
            yield from hours_that_open(board, at)

    unmatched = tuple(_unmatched(board, best, plain, told_to, workers))
    seconds = round(time.perf_counter() - began, 3)
    return Result(told, unmatched, replace(summary, seconds=seconds), dials)


def what_would_help(instance: Instance, mentee: str) -> tuple[Mapping[str, Any], ...]:
    """Nothing, where somebody has a mentor. Matches everybody; raises as `solve` does."""
    unmatched = solve(instance, asked=(mentee,)).unmatched
    return next((each.would_help for each in unmatched if each.mentee == mentee), ())


def confirmed_for(instance: Instance, mentee: str) -> tuple[Mapping[str, Any], ...]:
    """Places, points and lists that would help one mentee, with dials or where mentors select, as
    `solve` tells them to who is asked about; nothing where somebody has a mentor. Raises
    UnknownPerson, OutOfRange, QuotaOutOfReach."""
    _mentee(instance, mentee)
    ready, dials = prepared(instance), instance.config.dials
    board, pairs = ready.board, ready.pairs
    best, at = turned(board, pairs, dials), board.mentee_at[mentee]
    plain = turned(board, pairs, Dials()) if dials.every_mentor or dials.quotas else best
    return confirmed(board, pairs, plain, best, asked={at}, pairs_again=0).get(at, ())


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
    instance: Instance,
    result: Result,
    mentee: str,
    *,
    count: int = 5,
    among: Container[str] | None = None,
) -> tuple[Alternative, ...]:
    """Mentors the mentee may have come first, then the others; the better score first; of those
    `among` whom somebody looks for. Of who is kept apart and nobody is told so there is no word.
    Raises UnknownPerson."""
    board = Scoreboard(replace(instance, mentees=(_mentee(instance, mentee),)))
    row = board.row(0)
    scores, fits = row.scores, row.fits("capacity")
    taken: dict[str, list[int]] = {}
    for pair in result.pairs:
        taken.setdefault(pair.mentor, []).append(pair.score)
    own = {pair.mentor for pair in result.pairs if pair.mentee == mentee}
    hidden = own | {mentor for other, mentor in instance.apart if other == mentee}
    others = [
        at
        for at, mentor in enumerate(board.mentors)
        if mentor.id not in hidden and (among is None or mentor.id in among)
    ]
    others.sort(key=lambda at: (not fits[at], -scores[at], at))
    return tuple(
        _alternative(board, row, at, taken.get(board.mentors[at].id, [])) for at in others[:count]
    )


def _alternative(board: Scoreboard, row: Row, at: int, taken: list[int]) -> Alternative:
    mentor = board.mentors[at]
    broken = tuple(rule for rule in row.broken_by(at) if rule != "capacity")
    in_the_way = FULL if len(taken) >= mentor.capacity else BEST_FOR_ALL
    if board.instance.config.mentors_select:
        is_ranked = who_ranked(board, board.mentees[0].id)[at]
        in_the_way = (CHOSE_OTHER if in_the_way != FULL else FULL) if is_ranked else NOT_RANKED
    return Alternative(
        mentor=mentor.id,
        score=int(row.scores[at]),
        components=_components(row.values, row.weights, at),
        why_not=broken or (in_the_way,),
        lowest_score=min(taken, default=None),
    )


def _feasible(pairs: PossiblePairs, board: Scoreboard) -> int:
    has_place = board.places > 0
    return sum(pairs.each(lambda block: int(np.count_nonzero(has_place[block.mentors]))))


def _pairs(board: Scoreboard, best: Optimum, workers: int) -> Iterator[MatchedPair]:
    """By mentee; locked ones with the rules they break."""
    mentors = best.mentors
    mentors[list(board.locked)] = list(board.locked.values())
    [paired] = np.nonzero(mentors != NOBODY)

    def pair(number: int) -> MatchedPair:
        at = int(paired[number])
        return _pair(board, at, int(mentors[at]))

    yield from in_parts(pair, len(paired), workers=workers)


def _pair(board: Scoreboard, at: int, mentor: int) -> MatchedPair:
    mentee, is_locked = board.mentees[at], at in board.locked
    values, weights = board.values(at, np.array([mentor])), board.weights_of(mentee)
    return MatchedPair(
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
        board.mentees[mentee],
        board.mentors[mentor],
        start=instance.start,
        weeks=instance.weeks,
        minutes=instance.config.limits.meeting_minutes,
    )


def _what_helps(ready: Prepared, best: Optimum) -> Helps:
    """Places and points, read off the prices."""
    board = ready.board
    comes = newcomers(best.problem, best.chosen, best.prices)
    order = np.argsort(comes, kind="stable")
    near = nearest(ready.pairs, ready.weighing, best.prices, best.chosen)

    def helps(at: int) -> Iterator[Mapping[str, Any]]:
        opens = order[slice(*np.searchsorted(comes, (at, at + 1), sorter=order))]
        if len(opens):
            weights = board.weights_of(board.mentees[at])
            scores = weighed(board.values(at, opens), weights).tolist()
            ids = [board.mentors[mentor].id for mentor in opens]
            yield from reasons.places_that_open(list(zip(scores, ids, strict=True)))
        if at in near:
            mentor, points = near[at]
            yield reasons.points_that_open(board.mentors[mentor].id, points)

    return helps


def _none_helps(at: int) -> Iterator[Mapping[str, Any]]:
    yield from ()


def _unmatched(
    board: Scoreboard, best: Optimum, plain: Optimum, helps: Helps, workers: int
) -> Iterator[Unmatched]:
    [alone] = np.nonzero(best.chosen == NOBODY)
    alone = np.setdiff1d(alone, list(board.locked))

    def unmatched(number: int) -> Unmatched:
        at = int(alone[number])
        mentee, breaks = board.mentees[at], board.breaks(at)
        counts = reasons.left_after_each_rule(breaks)
        reason = reasons.reason(mentee, counts)
        if board.instance.config.dials.quotas and plain.chosen[at] != NOBODY:
            reason = reasons.QUOTA
        if board.instance.config.mentors_select:
            is_wanted = _fits(breaks) & who_ranked(board, mentee.id)
            if reason == reasons.CAPACITY and not is_wanted.any():
                reason = reasons.NOT_RANKED
        told = (*reasons.rules_that_open(breaks), *helps(at))
        return Unmatched(mentee.id, reason, counts, told)

    yield from in_parts(unmatched, len(alone), workers=workers)


def _fits(breaks: Breaks) -> Flags:
    """Places not counted."""
    return ~np.any([flags for rule, flags in breaks.items() if rule != reasons.CAPACITY], axis=0)


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
