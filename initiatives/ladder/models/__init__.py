"""Ladders as groups wrote them, who stands where, and who asks for more. Import from here."""

from .edition import Edition
from .holding import Became, Holding
from .promotion import (
    LONGEST_ORGANISATION,
    LONGEST_WORDS,
    MOST_LINKS,
    Objection,
    Promotion,
    PromotionState,
    Sponsorship,
    Work,
)

__all__ = [
    "LONGEST_ORGANISATION",
    "LONGEST_WORDS",
    "MOST_LINKS",
    "Became",
    "Edition",
    "Holding",
    "Objection",
    "Promotion",
    "PromotionState",
    "Sponsorship",
    "Work",
]
