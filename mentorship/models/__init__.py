"""Rows of mentorship. Import from here; the files below never import each other upward."""

from .application import LIVE, MOST_MENTEES, SENT, Application, Role, Status
from .cohort import Cohort
from .page import ProgramIndexPage, ProgramPage
from .program import Goal, Program, ProgramAdmin

__all__ = [
    "LIVE",
    "MOST_MENTEES",
    "SENT",
    "Application",
    "Cohort",
    "Goal",
    "Program",
    "ProgramAdmin",
    "ProgramIndexPage",
    "ProgramPage",
    "Role",
    "Status",
]
