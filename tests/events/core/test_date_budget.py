"""Dates a calendar of others may mean here are counted before any is made: no file of two megabytes
becomes half a million rows."""

from datetime import date

import pytest

from events.core.date_budget import MOST_DATES, dates_near, too_many
from events.core.foreign_calendar import read_foreign, within_budget
from tests.events.core.calendar_text import vcalendar, vevent

TODAY = date(2026, 11, 26)
START = ("DTSTART;TZID=Europe/Berlin:20260105T090000", "DURATION:PT1H")


def meetings(*events: str):
    return read_foreign(vcalendar(*events)).meetings


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ((), 1),
        # From 5 January 2026 until 27 May 2028, 548 days from today.
        (("RRULE:FREQ=DAILY",), 874),
        (("RRULE:FREQ=WEEKLY",), 125),
        (("RRULE:FREQ=WEEKLY;UNTIL=20260201T000000Z",), 4),
        (("RRULE:FREQ=WEEKLY;COUNT=3",), 3),
        (("RRULE:FREQ=DAILY", "EXDATE;TZID=Europe/Berlin:20260106T090000"), 874),
        (("RDATE;TZID=Europe/Berlin:20260107T090000,20260108T090000",), 3),
    ],
)
def test_what_a_meeting_has_from_a_year_ago_until_eighteen_months_ahead(lines, number):
    (meeting,) = meetings(vevent(*START, *lines))
    assert dates_near(meeting, today=TODAY) == number


def test_what_was_over_a_year_ago_has_none():
    over = vevent("DTSTART:20200105T090000Z", "RRULE:FREQ=DAILY;UNTIL=20251101T000000Z")
    (meeting,) = meetings(over)
    assert dates_near(meeting, today=TODAY) == 0


def test_the_meetings_with_the_fewest_dates_fit_and_the_others_are_left_out_by_name():
    calendar = read_foreign(
        vcalendar(
            vevent(*START, "RRULE:FREQ=DAILY", "SUMMARY:Stand-up", uid="a"),
            vevent(*START, "RRULE:FREQ=WEEKLY", "SUMMARY:Call", uid="b"),
            vevent(*START, "SUMMARY:Once", uid="c"),
        )
    )
    fitting = within_budget(calendar, today=TODAY, most=900)
    assert [one.uid for one in fitting.meetings] == ["b", "c"]
    assert [(one.uid, one.kind, one.title, one.message) for one in fitting.problems] == [
        (
            "a",
            "refused",
            "Stand-up",
            (
                "Too many dates: with its 874 the calendar would have more than 900 from a year ago"
                " until eighteen months ahead. Let it end there, or meet less often."
            ),
        )
    ]
    assert fitting.left_out == {"a"}


def test_a_calendar_within_its_budget_stays_as_it_is():
    calendar = read_foreign(vcalendar(vevent(*START, "RRULE:FREQ=DAILY")))
    assert within_budget(calendar, today=TODAY) == calendar


def test_of_many_daily_meetings_so_many_come_in_as_fit():
    many = [vevent(*START, "RRULE:FREQ=DAILY", uid=f"{number:02}") for number in range(30)]
    assert len(list(too_many(meetings(*many), today=TODAY))) == 30 - MOST_DATES // 874
