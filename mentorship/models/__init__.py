"""Rows of mentorship. Import from here; the files below never import each other upward."""

from .application import LIVE, MOST_MENTEES, SENT, Application, Role, Status
from .cohort import Cohort
from .match import Answer, Ending, Match
from .page import ProgramIndexPage, ProgramPage
from .pin import Pin, PinKind
from .program import Goal, Program, ProgramAdmin
from .run import Run

__all__ = [
    "LIVE",
    "MOST_MENTEES",
    "SENT",
    "Answer",
    "Application",
    "Cohort",
    "Ending",
    "Goal",
    "Match",
    "Pin",
    "PinKind",
    "Program",
    "ProgramAdmin",
    "ProgramIndexPage",
    "ProgramPage",
    "Role",
    "Run",
    "Status",
]
