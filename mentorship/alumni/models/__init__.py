"""What becomes of people after the last day of a cohort. Import from here."""

from .graduation import LONGEST_WORDS, Graduation, Verdict
from .later import Answer, Later
from .showing import LONGEST_NAME, LONGEST_STORY, MentorName, Showing
from .wish import WishToMentor

__all__ = [
    "LONGEST_NAME",
    "LONGEST_STORY",
    "LONGEST_WORDS",
    "Answer",
    "Graduation",
    "Later",
    "MentorName",
    "Showing",
    "Verdict",
    "WishToMentor",
]
