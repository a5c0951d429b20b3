"""The best assignment with at least so many of each group. Not trusted: see certificate.py."""

import numpy as np

from . import solver
from .assignment import EXACT_IN_INTEGERS, NOBODY, Assignment, Numbers, OutOfRange, by_mentee

try:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
except ImportError:  # OR-Tools has no wheel for this machine
    SimpleMinCostFlow = None


def best(problem: Assignment, *, group: Numbers, least: Numbers) -> Numbers | None:
    """As many matches as without groups, or None: everybody who is matched comes out of their
    group's node, which has what was asked for, or out of one that has all the rest."""
    if SimpleMinCostFlow is None:
        raise OutOfRange("Quotas of groups need OR-Tools.")
    matched = int(np.count_nonzero(solver.best(problem) != NOBODY))
    rest = matched - int(least.sum())
    if rest < 0:
        return None
    people, mentors, groups = problem.mentees, len(problem.places), len(least)
    first_group, free = people + mentors, people + mentors + groups
    if int(problem.worth.max(initial=0)) * (free + 2) >= EXACT_IN_INTEGERS:
        raise OutOfRange(f"Scores of {people + mentors:,} people are more than the flow can weigh.")
    flow = SimpleMinCostFlow()
    nodes = np.arange(people)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        problem.mentee,
        problem.mentor + people,
        np.ones(len(problem.worth), dtype=np.int64),
        -problem.worth,
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        first_group + group, nodes, np.ones(people, np.int64), np.zeros(people, np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(groups, free),
        np.arange(first_group, free),
        np.full(groups, people),
        np.zeros(groups, np.int64),
    )
    supplies = np.concatenate([np.zeros(people, np.int64), -problem.places, least, [rest]])
    flow.set_nodes_supplies(np.arange(free + 1), supplies)
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise OutOfRange(f"The flow ended with {status.name}.")
    if flow.maximum_flow() < matched:
        return None
    return by_mentee(problem, np.flatnonzero(flow.flows(arcs)))
