"""Groups a term is asked about, and what is counted of them. Import from here.

What somebody answered is not among it: four modules may read `models/answer.py`, each by its own
name, and a test knows which.
"""

from . import answer  # noqa: F401  # Django is to know its table
from .count import Counted, ReasonCount, StageCount
from .group import MOST_GROUPS, EquityGroup
from .report import FairnessReport

__all__ = [
    "MOST_GROUPS",
    "Counted",
    "EquityGroup",
    "FairnessReport",
    "ReasonCount",
    "StageCount",
]
