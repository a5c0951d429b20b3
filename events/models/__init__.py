"""Rows of the calendar: a series agrees on a wall time, its slots say the rule, its occurrences
are the dates."""

from .group_conflict import GroupConflict, Level
from .hours_consent import HoursConsent
from .occurrence import Occurrence, Status
from .page import EventIndexPage, EventPage
from .personal_feed import PersonalFeed
from .rsvp import HOLDING, Answer, Place, Rsvp
from .series import Kind, Series
from .slot import Slot
from .standing_answer import StandingAnswer

__all__ = [
    "HOLDING",
    "Answer",
    "EventIndexPage",
    "EventPage",
    "GroupConflict",
    "HoursConsent",
    "Kind",
    "Level",
    "Occurrence",
    "PersonalFeed",
    "Place",
    "Rsvp",
    "Series",
    "Slot",
    "StandingAnswer",
    "Status",
]
