"""The best assignment as a flow of least cost, by OR-Tools. Not trusted: see certificate.py."""

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from .assignment import EXACT_IN_INTEGERS, Assignment, Numbers, OutOfRange, by_mentee

PACKAGE = "ortools"


def best(problem: Assignment) -> Numbers:
    """For each mentee the number of the edge they get, or NOBODY. Raises OutOfRange."""
    if not len(problem.worth):
        return by_mentee(problem, problem.mentee)
    nodes = problem.mentees + len(problem.places)
    if int(problem.worth.max()) * (nodes + 1) >= EXACT_IN_INTEGERS:
        raise OutOfRange(f"Scores of {nodes:,} people are more than the flow can weigh.")
    flow = SimpleMinCostFlow()
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        problem.mentee,
        problem.mentor + problem.mentees,
        np.ones(len(problem.worth), dtype=np.int64),
        -problem.worth,
    )
    flow.set_nodes_supplies(
        np.arange(nodes),
        np.concatenate([np.ones(problem.mentees, dtype=np.int64), -problem.places]),
    )
    status = flow.solve_max_flow_with_min_cost()
    if status != flow.OPTIMAL:
        raise OutOfRange(f"The flow ended with {status.name}.")
    return by_mentee(problem, np.flatnonzero(flow.flows(arcs)))
