"""Calendar files, in and out. The parts: content_lines → vevent → ics_reading, and ics_writing."""

from .calendar_event import Calendar, CalendarEvent, Problem
from .content_lines import CalendarRefused
from .ics_reading import read_calendar
from .ics_writing import write_calendar, write_message
from .link import Link

__all__ = [
    "Calendar",
    "CalendarEvent",
    "CalendarRefused",
    "Link",
    "Problem",
    "read_calendar",
    "write_calendar",
    "write_message",
]
