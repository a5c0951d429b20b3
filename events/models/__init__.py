"""Rows of the calendar: a series agrees on a wall time, its slots say the rule, its occurrences
are the dates."""

from .group_conflict import GroupConflict, Level
from .hours_consent import HoursConsent
from .occurrence import Occurrence, Status
from .page import EventIndexPage, EventPage
from .rsvp import Rsvp
from .series import Kind, Series
from .slot import Slot

__all__ = [
    "EventIndexPage",
    "EventPage",
    "GroupConflict",
    "HoursConsent",
    "Kind",
    "Level",
    "Occurrence",
    "Rsvp",
    "Series",
    "Slot",
    "Status",
]
