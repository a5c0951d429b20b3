"""What a new reading of a calendar means for the meetings that came from it before.

Nothing here is ever deleted: a meeting that is no longer in the calendar is missing, and vanished
once two good readings in a row did not have it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from events.core.foreign_calendar import ForeignCalendar
from events.core.foreign_meeting import ForeignMeeting

VANISHED_AFTER = 2


class Verdict(Enum):
    """What became of one UID."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RETURNED = "returned"
    OLDER = "older"
    NOT_UNDERSTOOD = "not understood"
    OVER = "over"
    MISSING = "missing"
    VANISHED = "vanished"


@dataclass(frozen=True, slots=True)
class Known:
    """One meeting as its source told it last; `missing` counts good readings without it."""

    told: ForeignMeeting
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """The days a reading speaks about; `last` None is for ever."""

    first: date
    last: date | None

    def covers(self, meeting: ForeignMeeting, *, today: date) -> bool:
        """Whether it should stand in the reading: what is over, and what lies beyond the last day
        that the calendar tells at all, is not gone because it is absent."""
        if meeting.last and meeting.last < max(self.first, today):
            return False
        return self.last is None or max(meeting.first, today) <= self.last


def window_of(meetings: Iterable[ForeignMeeting]) -> Window | None:
    """None for a calendar without meetings: it says nothing about any day."""
    days = [(one.first, one.last) for one in meetings]
    if not days:
        return None
    lasts = [last for _, last in days]
    return Window(
        min(first for first, _ in days),
        None if None in lasts else max(last for last in lasts if last),
    )


def verdicts(
    *, known: Collection[Known], reading: ForeignCalendar, today: date
) -> dict[str, Verdict]:
    """One for each UID, known or read; the order of neither matters.

    A calendar that is suddenly empty is more often broken than meant: nothing goes missing by it.
    """
    window = window_of(reading.meetings)
    before = {one.told.uid: one for one in known}
    found = {
        one.uid: verdict(before[one.uid], one) if one.uid in before else Verdict.ADDED
        for one in reading.meetings
    }
    for uid, one in before.items():
        if uid not in found:
            found[uid] = absent(one, window, reading.left_out, today)
    return found


def verdict(known: Known, read: ForeignMeeting) -> Verdict:
    if read.sequence < known.told.sequence:
        return Verdict.OLDER
    if read != known.told:
        return Verdict.CHANGED
    return Verdict.RETURNED if known.missing else Verdict.UNCHANGED


def absent(known: Known, window: Window | None, left_out: Collection[str], today: date) -> Verdict:
    if known.told.uid in left_out:
        return Verdict.NOT_UNDERSTOOD
    if window is None or not window.covers(known.told, today=today):
        return Verdict.OVER
    return Verdict.VANISHED if known.missing + 1 >= VANISHED_AFTER else Verdict.MISSING
