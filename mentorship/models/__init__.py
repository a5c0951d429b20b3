"""Rows of mentorship. Import from here; the files below never import each other upward."""

from .application import LIVE, MOST_MENTEES, SENT, WAITING, Application, Role, Status
from .cohort import Cohort
from .left_out import LeftOut
from .match import Answer, Ending, Match
from .page import ProgramIndexPage, ProgramPage
from .pin import Pin, PinKind
from .prerequisite import Prerequisite, Proof, ProofState
from .program import Goal, Program, ProgramAdmin
from .questionnaire import Questionnaire, QuestionnaireEdition
from .run import Run
from .score_version import ScoreVersion
from .status_change import StatusChange

__all__ = [
    "LIVE",
    "MOST_MENTEES",
    "SENT",
    "WAITING",
    "Answer",
    "Application",
    "Cohort",
    "Ending",
    "Goal",
    "LeftOut",
    "Match",
    "Pin",
    "PinKind",
    "Prerequisite",
    "Program",
    "ProgramAdmin",
    "ProgramIndexPage",
    "ProgramPage",
    "Proof",
    "ProofState",
    "Questionnaire",
    "QuestionnaireEdition",
    "Role",
    "Run",
    "ScoreVersion",
    "Status",
    "StatusChange",
]
