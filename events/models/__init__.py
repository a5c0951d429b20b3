"""Rows of the calendar: a series agrees on a wall time, its slots say the rule, its occurrences
are the dates."""

from .occurrence import Occurrence, Status
from .series import Kind, Series
from .slot import Slot

__all__ = ["Kind", "Occurrence", "Series", "Slot", "Status"]
