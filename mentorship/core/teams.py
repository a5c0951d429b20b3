"""Teams of some mentees and one person in each role, with hours that the whole team shares.

That is no flow: who is in a team decides when it can meet. The CP-SAT solver of OR-Tools finds the
best teams and proves it, or says how much better any others could be when its time is over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from portal.core.zones import tzdata_version

from . import solver
from .assignment import OutOfRange, ties
from .availability import Starts, calendar
from .formula import BEST, weeks_needed
from .instance import Instance, Mentee, Mentor, Person
from .instance_writing import by_id, fingerprint
from .meetings import first_common_meetings
from .result import time_tree
from .scoring import RULES, Scoreboard
from .week_grid import SLOTS

try:
    from ortools.sat.python import cp_model
except ImportError:  # OR-Tools has no wheel for this machine
    cp_model = None  # type: ignore[assignment]

TIE_BITS = 6
NOT_OF_A_PAIR = ("time", "capacity")


@dataclass(frozen=True, slots=True)
class Team:
    """`roles` are ids by role; `score` is the sum over mentees and roles."""

    roles: Mapping[str, str]
    mentees: tuple[str, ...]
    score: int
    meetings: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Teams:
    """Most mentees, then the highest sum of scores. Unless `optimal`, no teams have more than
    `most_placed` mentees, nor with as many a sum above `most_total`."""

    teams: tuple[Team, ...]
    left_out: tuple[str, ...]
    placed: int
    total: int
    optimal: bool
    most_placed: int
    most_total: int


def teams_wanted(instance: Instance, *, seconds: float = 10.0) -> Teams:
    """Those the instance asks for. Raises OutOfRange without OR-Tools."""
    assert instance.teams is not None
    mentors = {each.id: each for each in instance.mentors}
    roles = {role: [mentors[each] for each in ids] for role, ids in instance.teams.roles.items()}
    return form_teams(
        instance, roles, teams=instance.teams.count, size=instance.teams.size, seconds=seconds
    )


def teams_tree(instance: Instance, found: Teams) -> dict[str, Any]:
    """As it is written to a file."""
    return {
        "teams": [
            {
                "roles": dict(team.roles),
                "mentees": list(team.mentees),
                "score": team.score,
                "meetings": list(map(time_tree, team.meetings)),
            }
            for team in found.teams
        ],
        "left_out": list(found.left_out),
        "summary": {
            "placed": found.placed,
            "total": found.total,
            "optimal": found.optimal,
            "most_placed": found.most_placed,
            "most_total": found.most_total,
            "engine": solver.engine(),
            "tzdata": tzdata_version(),
            "instance_sha256": fingerprint(instance),
        },
    }


def form_teams(
    instance: Instance,
    roles: Mapping[str, Sequence[Mentor]],
    *,
    teams: int,
    size: int,
    seconds: float = 10.0,
) -> Teams:
    """At most so many teams of at most `size` mentees; nobody is in two. `instance` has the
    mentees, the weeks, the rules and the vetoes, its mentors are not looked at. The rule of time
    is the whole team's: a meeting in enough weeks. Raises OutOfRange without OR-Tools."""
    if cp_model is None:
        raise OutOfRange("Teams need OR-Tools.")
    mentees = by_id(instance.mentees)
    crew = {role: by_id(roles[role]) for role in sorted(roles)}
    scores = _scores(instance, mentees, crew)
    model = cp_model.CpModel()
    # A team is known by the first of its roles; everybody in the others joins one.
    first, *others = crew
    leads = range(len(crew[first]))
    opened = [model.new_bool_var(f"open {lead}") for lead in leads]
    model.add(sum(opened) <= teams)
    joins: dict[tuple[str, int, int], Any] = {}
    for role in others:
        for at, lead in product(range(len(crew[role])), leads):
            joins[role, at, lead] = model.new_bool_var(f"{role} {at} {lead}")
        for lead in leads:
            model.add(sum(joins[role, at, lead] for at in range(len(crew[role]))) == opened[lead])
        for at in range(len(crew[role])):
            model.add(sum(joins[role, at, lead] for lead in leads) <= 1)
    member = {
        (at, lead): model.new_bool_var(f"mentee {at} {lead}")
        for at, lead in product(range(len(mentees)), leads)
    }
    for lead in leads:
        size_of_team = sum(member[at, lead] for at in range(len(mentees)))
        model.add(size_of_team <= size * opened[lead])
        model.add(size_of_team >= opened[lead])
    for at in range(len(mentees)):
        model.add(sum(member[at, lead] for lead in leads) <= 1)
    total: list[Any] = []
    for (at, lead), is_in in member.items():
        for role, people in crew.items():
            for other in range(len(people)):
                if role == first and other != lead:
                    continue
                both = is_in
                if role != first:
                    both = model.new_bool_var(f"{at} {lead} {role} {other}")
                    model.add_implication(both, is_in)
                    model.add_implication(both, joins[role, other, lead])
                    model.add(both >= is_in + joins[role, other, lead] - 1)
                score = scores[role][at, other]
                if score < 0:
                    model.add(both == 0)
                else:
                    total.append(int(score) * both)
    _must_meet(model, instance, mentees, crew, opened=opened, joins=joins, member=member)
    placed = list(member.values())
    most = min(len(mentees), teams * size)
    match = most * len(crew) * BEST + 1
    scale = max(1, most) << TIE_BITS
    tie = ties([each.id for each in mentees], [each.id for each in crew[first]], TIE_BITS)
    tied = [int(tie[at, lead]) * is_in for (at, lead), is_in in member.items()]
    model.maximize(scale * (match * sum(placed) + sum(total)) + sum(tied))
    search = cp_model.CpSolver()
    search.parameters.max_time_in_seconds = seconds
    search.parameters.num_workers = 1
    search.parameters.random_seed = 1
    status = search.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = int(search.best_objective_bound) // scale
    formed = []
    for lead in leads:
        if not found or not search.value(opened[lead]):
            continue
        inside = [at for at in range(len(mentees)) if search.value(member[at, lead])]
        who = {first: lead} | {
            role: next(at for at in range(len(crew[role])) if search.value(joins[role, at, lead]))
            for role in others
        }
        formed.append(_team(instance, mentees, crew, scores, inside=inside, who=who))
    placed_ids = {mentee for team in formed for mentee in team.mentees}
    score = sum(team.score for team in formed)
    most_placed = min(most, bound // match)
    most_total = bound % match if most_placed == len(placed_ids) else most * len(crew) * BEST
    return Teams(
        teams=tuple(formed),
        left_out=tuple(each.id for each in mentees if each.id not in placed_ids),
        placed=len(placed_ids),
        total=score,
        optimal=status == cp_model.OPTIMAL,
        most_placed=most_placed,
        most_total=most_total,
    )


def _scores(
    instance: Instance, mentees: Sequence[Mentee], crew: Mapping[str, Sequence[Mentor]]
) -> dict[str, NDArray[np.int64]]:
    """By role, mentees by people; below zero where a rule other than time keeps them apart."""
    found = {}
    for role, people in crew.items():
        vetoes = instance.vetoes | instance.apart
        here = replace(instance, mentors=tuple(people), locked=frozenset(), vetoes=vetoes)
        board = Scoreboard(here)
        rows = np.full((len(mentees), len(people)), -1, dtype=np.int64)
        for at in range(len(mentees)):
            row = board.row(at)
            apart = np.any(
                [row.breaks[rule] for rule in RULES if rule not in NOT_OF_A_PAIR], axis=0
            )
            rows[at] = np.where(apart, -1, row.scores)
        found[role] = rows
    return found


def _must_meet(
    model: Any,
    instance: Instance,
    mentees: Sequence[Mentee],
    crew: Mapping[str, Sequence[Mentor]],
    *,
    opened: Sequence[Any],
    joins: Mapping[tuple[str, int, int], Any],
    member: Mapping[tuple[int, int], Any],
) -> None:
    """In each kind of week a team picks one start that all of it share, or none."""
    people: list[Person] = [*mentees, *(each for role in crew.values() for each in role)]
    weeks = calendar(instance.start, instance.weeks, {each.timezone for each in people})
    limits = instance.config.limits
    starts = Starts(weeks, people, minutes=limits.meeting_minutes)
    # Everybody but the first of the roles, whose team it is: number, and what tells they are in.
    first, *others = crew
    after = len(mentees) + len(crew[first])
    numbers = {(role, at) for role in others for at in range(len(crew[role]))}
    places = {key: after + number for number, key in enumerate(sorted(numbers))}
    for lead, is_open in enumerate(opened):
        own = len(mentees) + lead
        inside = [(at, member[at, lead]) for at in range(len(mentees))]
        inside += [(places[role, at], joins[role, at, lead]) for role, at in places]
        met = []
        for kind, times in enumerate(weeks.times):
            choices = _choices(starts, own, kind)
            picks = [
                model.new_bool_var(f"{lead} {kind} {number}") for number in range(len(choices))
            ]
            model.add(sum(picks) <= 1)
            met.append(times * sum(picks))
            for at, is_in in inside:
                without = [pick for pick, who in zip(picks, choices, strict=True) if at not in who]
                model.add(sum(without) <= 1 - is_in)
        if instance.config.rules.time:
            needed = weeks_needed(instance.weeks, limits.weeks_percent)
            model.add(sum(met) >= needed * is_open)


def _choices(starts: Starts, own: int, kind: int) -> list[frozenset[int]]:
    """Who can start together with one person: the largest groups, each once."""
    words = starts.words[np.arange(len(starts.words)), starts.clock[:, kind]]
    bits = np.unpackbits(words.view(np.uint8), axis=1, count=SLOTS).astype(bool)
    groups = {
        frozenset(np.flatnonzero(bits[:, slot]).tolist()) for slot in np.flatnonzero(bits[own])
    }
    return sorted(
        (each for each in groups if not any(each < other for other in groups)), key=sorted
    )


def _team(
    instance: Instance,
    mentees: Sequence[Mentee],
    crew: Mapping[str, Sequence[Mentor]],
    scores: Mapping[str, NDArray[np.int64]],
    *,
    inside: Sequence[int],
    who: Mapping[str, int],
) -> Team:
    people: list[Person] = [mentees[at] for at in inside]
    people += [crew[role][at] for role, at in who.items()]
    return Team(
        roles={role: crew[role][at].id for role, at in who.items()},
        mentees=tuple(mentees[at].id for at in inside),
        score=sum(int(scores[role][at, other]) for at in inside for role, other in who.items()),
        meetings=first_common_meetings(
            people,
            start=instance.start,
            weeks=instance.weeks,
            minutes=instance.config.limits.meeting_minutes,
        ),
    )
