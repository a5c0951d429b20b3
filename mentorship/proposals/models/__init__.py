"""Projects that mentors propose for a cohort. Import from here."""

from .call import Call
from .proposal import (
    MOST_MENTORS,
    MOST_PLACES,
    Deed,
    Proposal,
    ProposalMentor,
    ProposalSkill,
    ProposalStep,
    Status,
)

__all__ = [
    "MOST_MENTORS",
    "MOST_PLACES",
    "Call",
    "Deed",
    "Proposal",
    "ProposalMentor",
    "ProposalSkill",
    "ProposalStep",
    "Status",
]
