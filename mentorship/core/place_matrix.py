"""The same by SciPy, for machines without OR-Tools: every place is a column of a full matrix."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from .assignment import EXACT_IN_DOUBLES, NOBODY, Assignment, Numbers, OutOfRange, by_mentee

PACKAGE = "scipy"


def best(problem: Assignment) -> Numbers:
    """For each mentee the number of the edge they get, or NOBODY. Raises OutOfRange."""
    if not len(problem.worth):
        return by_mentee(problem, problem.mentee)
    if int(problem.worth.max()) + problem.bonus >= EXACT_IN_DOUBLES:
        raise OutOfRange("So many scores are more than doubles can weigh: install OR-Tools.")
    asked = np.bincount(problem.mentor, minlength=len(problem.places))
    columns = np.repeat(np.arange(len(problem.places)), np.minimum(problem.places, asked))
    edge = np.full((problem.mentees, len(problem.places)), NOBODY)
    edge[problem.mentee, problem.mentor] = np.arange(len(problem.worth))
    edge = edge[:, columns]
    # A place that no edge leads to is worth nothing: whoever gets it gets nobody.
    weights = np.where(edge == NOBODY, 0, problem.worth[edge] + problem.bonus)
    taken = edge[linear_sum_assignment(weights, maximize=True)]
    return by_mentee(problem, taken[taken != NOBODY])
