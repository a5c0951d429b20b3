"""The best assignment as one flow of least cost. Nothing here is trusted: see certificate.py."""

import importlib.metadata

import numpy as np
from numpy.typing import NDArray

from .assignment import EXACT_IN_DOUBLES, EXACT_IN_INTEGERS, Assignment, OutOfRange

try:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
except ImportError:  # no wheel for this machine
    from scipy.optimize import linear_sum_assignment

    SimpleMinCostFlow = None

Numbers = NDArray[np.int64]
NOBODY = -1


def engine() -> str:
    package = "ortools" if SimpleMinCostFlow else "scipy"
    return f"{package} {importlib.metadata.version(package)}"


def best(problem: Assignment) -> Numbers:
    """For each mentee the number of the edge they get, or NOBODY. Raises OutOfRange."""
    if not len(problem.worth):
        return np.full(problem.mentees, NOBODY)
    return best_by_flow(problem) if SimpleMinCostFlow else best_by_matrix(problem)


def best_by_flow(problem: Assignment) -> Numbers:
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
    return _by_mentee(problem, np.flatnonzero(flow.flows(arcs)))


def best_by_matrix(problem: Assignment) -> Numbers:
    """Places as columns; whoever gets a place of no edge gets nobody."""
    if (int(problem.worth.max()) + problem.bonus) >= EXACT_IN_DOUBLES:
        raise OutOfRange("So many scores are more than doubles can weigh: install OR-Tools.")
    asked = np.bincount(problem.mentor, minlength=len(problem.places))
    columns = np.repeat(np.arange(len(problem.places)), np.minimum(problem.places, asked))
    edge = np.full((problem.mentees, len(problem.places)), NOBODY)
    edge[problem.mentee, problem.mentor] = np.arange(len(problem.worth))
    edge = edge[:, columns]
    weights = np.where(edge == NOBODY, 0, problem.worth[edge] + problem.bonus)
    taken = edge[linear_sum_assignment(weights, maximize=True)]
    return _by_mentee(problem, taken[taken != NOBODY])


def _by_mentee(problem: Assignment, edges: Numbers) -> Numbers:
    chosen = np.full(problem.mentees, NOBODY)
    chosen[problem.mentee[edges]] = edges
    return chosen
