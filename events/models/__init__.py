"""Rows of the calendar: a series agrees on a wall time, its slots say the rule, its occurrences
are the dates."""

from .agenda_item import AgendaItem, Treatment
from .calendar_source import CalendarSource, ImportedMeeting
from .group_conflict import GroupConflict, Level
from .hours_consent import HoursConsent
from .minutes import ActionItem, Decision, Minutes
from .occurrence import Occurrence, Status
from .page import EventIndexPage, EventPage
from .personal_feed import PersonalFeed
from .rsvp import HOLDING, Answer, Place, Rsvp
from .series import Kind, Series
from .slot import Slot
from .standing_answer import StandingAnswer
from .told_clash import ToldClash
from .visitor import Visitor

__all__ = [
    "HOLDING",
    "ActionItem",
    "AgendaItem",
    "Answer",
    "CalendarSource",
    "Decision",
    "EventIndexPage",
    "EventPage",
    "GroupConflict",
    "HoursConsent",
    "ImportedMeeting",
    "Kind",
    "Level",
    "Minutes",
    "Occurrence",
    "PersonalFeed",
    "Place",
    "Rsvp",
    "Series",
    "Slot",
    "StandingAnswer",
    "Status",
    "ToldClash",
    "Treatment",
    "Visitor",
]
