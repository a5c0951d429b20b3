"""A meeting whose time changed "from this one on" stays one meeting, however its program keeps it."""

from datetime import date, datetime, time

import pytest

from events.core.foreign_calendar import read_foreign
from events.core.foreign_meeting import ForeignDate, ForeignSlot
from tests.events.core.calendar_text import vcalendar, vevent

WEEKLY = "RRULE:FREQ=WEEKLY;BYDAY=TU"
BERLIN = "Europe/Berlin"


def part(start: str, *lines: str, uid: str, title: str = "Call", length: str = "PT1H") -> str:
    begin = f"DTSTART;TZID={BERLIN}:{start}"
    return vevent(begin, f"DURATION:{length}", f"SUMMARY:{title}", *lines, uid=uid)


FIRST = part("20260106T150000", f"{WEEKLY};UNTIL=20260302T225959Z", uid="a@google.com")
SECOND = part("20260303T160000", WEEKLY, "SEQUENCE:3", uid="a_R20260303T150000@google.com")


def read(*events: str):
    return read_foreign(vcalendar(*events)).meetings


def uids(*events: str) -> list[str]:
    return [one.uid for one in read(*events)]


def test_its_parts_are_slots_of_one_meeting_under_the_first_uid():
    changed = vevent(
        f"RECURRENCE-ID;TZID={BERLIN}:20260310T160000",
        "STATUS:CANCELLED",
        uid="a_R20260303T150000@google.com",
    )
    (meeting,) = read(SECOND, changed, FIRST)
    assert (meeting.uid, meeting.first, meeting.last, meeting.sequence) == (
        *("a@google.com", date(2026, 1, 6), None, 3),
    )
    assert meeting.slots == (
        ForeignSlot(
            datetime(2026, 1, 6, 15), BERLIN, "FREQ=WEEKLY;BYDAY=TU", until=date(2026, 3, 2)
        ),
        ForeignSlot(datetime(2026, 3, 3, 16), BERLIN, "FREQ=WEEKLY;BYDAY=TU"),
    )
    assert meeting.dates == (ForeignDate(date(2026, 3, 10), time(16), BERLIN, is_cancelled=True),)


def test_of_more_times_than_a_meeting_has_the_last_three_count():
    months = range(1, 6)
    parts = [
        part(
            f"2026{month:02}06T{10 + month}0000",
            f"RRULE:FREQ=DAILY;COUNT={3 if month < 5 else 9}",
            uid="a@google.com" if month == 1 else f"a_R2026{month:02}06@google.com",
        )
        for month in months
    ]
    (meeting,) = read(*parts)
    assert [slot.start.month for slot in meeting.slots] == [3, 4, 5]


@pytest.mark.parametrize(
    "second",
    [
        part("20260303T160000", WEEKLY, uid="a_R20260303@google.com", title="Another"),
        part("20260303T160000", WEEKLY, uid="a_R20260303@google.com", length="PT2H"),
        part("20260303T160000", WEEKLY, "STATUS:CANCELLED", uid="a_R20260303@google.com"),
        part("20260224T160000", WEEKLY, uid="a_R20260224@google.com"),
    ],
    ids=["title", "length", "cancelled", "overlap"],
)
def test_what_is_not_one_meeting_stays_apart(second):
    assert len(uids(FIRST, second)) == 2


def test_without_its_first_part_each_keeps_its_own_name():
    later = SECOND.replace("R20260303T150000", "R20260601T150000")
    assert uids(SECOND) == ["a_R20260303T150000@google.com"]
    assert len(uids(SECOND, later)) == 2
