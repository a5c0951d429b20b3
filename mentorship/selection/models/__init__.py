"""Rows of selection. Import from here."""

from .mentor_list import LONGEST_REASON, MentorList, Said, Word
from .way import Selects, Way

__all__ = ["LONGEST_REASON", "MentorList", "Said", "Selects", "Way", "Word"]
