"""Rows of how applications are read. Import from here; the files below never import each other
upward."""

from .conflict import Conflict, ConflictKind
from .interview import Interview, InterviewNote
from .reading import EarlierScore, Ending, Reading
from .review import HEAVIEST, MOST_CRITERIA, MOST_READERS, Criterion, Review
from .reviewer import MOST_READINGS, Reviewer

__all__ = [
    "HEAVIEST",
    "MOST_CRITERIA",
    "MOST_READERS",
    "MOST_READINGS",
    "Conflict",
    "ConflictKind",
    "Criterion",
    "EarlierScore",
    "Ending",
    "Interview",
    "InterviewNote",
    "Reading",
    "Review",
    "Reviewer",
]
