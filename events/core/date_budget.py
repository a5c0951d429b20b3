"""How many dates a calendar of others may mean here, counted before any of them is made."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from events.core.calendar_event import Problem
from events.core.foreign_meeting import ForeignMeeting, ForeignSlot
from events.core.recurrence import parse_rule, walls

# A hundred weekly calls and seven daily ones, and what a year is full of besides.
MOST_DATES = 20_000
# The last year comes along, and dates are made eighteen months ahead.
BACK, AHEAD = timedelta(days=366), timedelta(days=548)


def too_many(
    meetings: Collection[ForeignMeeting], *, today: date, most: int = MOST_DATES
) -> Iterator[Problem]:
    """One for each meeting that does not fit any more. Those with the fewest dates fit first."""
    counts = [(dates_near(one, today=today), one.uid, one.title) for one in meetings]
    total = 0
    for number, uid, title in sorted(counts):
        total += number
        if total > most:
            yield Problem(uid, "refused", in_words(number, most), 0, title)


def in_words(number: int, most: int) -> str:
    return (
        f"Too many dates: with its {number:,} the calendar would have more than {most:,} from a"
        " year ago until eighteen months ahead. Let it end there, or meet less often."
    )


def dates_near(meeting: ForeignMeeting, *, today: date) -> int:
    """So many it would have here at most; none once it is over. No zone is looked at."""
    first, last = today - BACK, min(today + AHEAD, meeting.last or date.max)
    if last < first:
        return 0
    return len(meeting.dates) + sum(slot_dates(one, first, last) for one in meeting.slots)


def slot_dates(slot: ForeignSlot, first: date, last: date) -> int:
    if not slot.rrule:
        return 1
    last = min(last, slot.until or last)
    given = walls(
        parse_rule(slot.rrule),
        slot.start,
        after=datetime.combine(first, time()),
        before=datetime.combine(last, time.max),
    )
    return sum(1 for _wall in given)
