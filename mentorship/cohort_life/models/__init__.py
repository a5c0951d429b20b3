"""What happens in a pair after both have said yes. Import from here."""

from .check_in import CheckIn, Word
from .evaluation import Evaluation, Meets, Outcome, Recommends, Verdict
from .ladder import LadderSetting, Sign, ToldRung
from .limit import MentorLimit
from .not_again import NotAgain
from .note import Note
from .path_share import PathShare
from .pause import Pause
from .plan import KickoffMark, KickoffStep, LineKind, PlanLine
from .praised_step import PraisedStep

__all__ = [
    "CheckIn",
    "Evaluation",
    "KickoffMark",
    "KickoffStep",
    "LadderSetting",
    "LineKind",
    "Meets",
    "MentorLimit",
    "NotAgain",
    "Note",
    "Outcome",
    "PathShare",
    "Pause",
    "PlanLine",
    "PraisedStep",
    "Recommends",
    "Sign",
    "ToldRung",
    "Verdict",
    "Word",
]
