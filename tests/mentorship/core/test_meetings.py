"""Instants at which two people can really meet."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import count as counting
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.instance import Mentor, Window
from mentorship.core.meetings import first_meetings, next_meetings, weeks_without
from tests.mentorship.core.drawn import NASTY_ZONES, draw_window

QUARTER = timedelta(minutes=15)
MONDAY = date(2026, 2, 23)


def somebody(tzid, *windows):
    return Mentor(id=tzid, timezone=tzid, seniority=1, capacity=1, availability=windows)


def told(meetings):
    return [f"{at:%a %d %b %H:%M}" for at in meetings]


def test_the_first_three_quarter_hours_that_fit():
    morning = Window((1, 3), 9 * 60, 90)
    found = first_meetings(
        somebody("Europe/Berlin", morning),
        somebody("UTC", Window((1, 3), 0, 1440)),
        start=MONDAY,
        weeks=2,
        minutes=60,
    )
    assert told(found) == ["Tue 24 Feb 08:00", "Tue 24 Feb 08:15", "Tue 24 Feb 08:30"]


def test_different_days_are_asked_for_with_a_distance():
    always = somebody("UTC", Window(tuple(range(7)), 0, 1440))
    berlin = somebody("Europe/Berlin", Window((1, 3), 9 * 60, 90))
    found = next_meetings(
        berlin,
        always,
        after=datetime(2026, 3, 24, 8, 20, tzinfo=UTC),
        until=datetime(2026, 4, 20, tzinfo=UTC),
        minutes=60,
        apart=timedelta(days=1),
    )
    # Clocks in Berlin change on 29 March: an hour earlier in UTC.
    assert told(found) == ["Tue 24 Mar 08:30", "Thu 26 Mar 08:00", "Tue 31 Mar 07:00"]


def test_who_shares_no_hour_has_no_meeting():
    found = first_meetings(
        somebody("UTC", Window((0,), 540, 60)),
        somebody("UTC", Window((0,), 555, 60)),
        start=MONDAY,
        weeks=3,
        minutes=60,
    )
    assert found == ()


def test_an_hour_over_the_end_of_the_week_is_an_hour():
    late = somebody("UTC", Window((6,), 23 * 60, 120))
    early = somebody("UTC", Window((6,), 23 * 60 + 30, 60))
    assert told(first_meetings(late, early, start=MONDAY, weeks=2, minutes=60)) == [
        "Sun 01 Mar 23:30",
        "Sun 08 Mar 23:30",
    ]


def test_one_hour_is_a_sunday_and_a_monday():
    """The same clock on another day, from the first week on."""
    honolulu = somebody("Pacific/Honolulu", Window((6,), 18 * 60, 60))
    kiritimati = somebody("Pacific/Kiritimati", Window((0,), 18 * 60, 60))
    found = first_meetings(honolulu, kiritimati, start=MONDAY, weeks=1, minutes=60)
    assert told(found) == ["Mon 23 Feb 04:00"]


def free_locally(person, at):
    """Whether the quarter hour that begins at this instant lies in a window, on the clock there;
    the second showing of a doubled hour does not."""
    local = at.astimezone(ZoneInfo(person.timezone))
    if local.fold:
        return False
    minute = local.weekday() * 1440 + local.hour * 60 + local.minute
    return any(
        (minute - day * 1440 - window.start) % 10080 + 15 <= window.minutes
        for window in person.availability
        for day in window.days
    )


@pytest.mark.parametrize("minutes", [15, 60, 90, 240])
@pytest.mark.parametrize("seed", range(15))
def test_meetings_are_the_first_instants_at_which_both_are_free_for_so_long(seed, minutes):
    draw = random.Random(seed)
    one, other = (
        somebody(draw.choice(NASTY_ZONES), *(draw_window(draw) for _ in range(3))) for _ in range(2)
    )
    start = draw.choice((date(2026, 3, 23), date(2026, 10, 19), date(2026, 2, 9)))
    begin = datetime.combine(start, datetime.min.time(), tzinfo=UTC)
    expected = []
    for quarter in counting():
        at = begin + QUARTER * quarter
        if at >= begin + timedelta(weeks=2) or len(expected) == 30:
            break
        quarters = [at + QUARTER * later for later in range(minutes // 15)]
        if all(free_locally(each, moment) for each in (one, other) for moment in quarters):
            expected.append(at)
    found = first_meetings(one, other, start=start, weeks=2, minutes=minutes, count=30)
    assert list(found) == expected


def test_weeks_in_which_clocks_have_moved_the_hour_away():
    """New York changes on 8 March, Berlin on 29 March: for three weeks they are an hour nearer."""
    found = weeks_without(
        somebody("Europe/Berlin", Window((3,), 18 * 60, 60)),
        somebody("America/New_York", Window((3,), 12 * 60, 60)),
        start=MONDAY,
        weeks=8,
        minutes=60,
    )
    assert found == (date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23))


@given(
    one=st.integers(0, 2**32),
    start=st.sampled_from([date(2026, 3, 23), date(2026, 10, 19)]),
    minutes=st.sampled_from([15, 60]),
)
def test_a_week_without_is_one_that_has_no_first_meeting(one, start, minutes):
    draw = random.Random(one)
    people = [somebody(draw.choice(NASTY_ZONES), draw_window(draw)) for _ in range(2)]
    mondays = [start + timedelta(weeks=week) for week in range(4)]
    expected = [
        monday
        for monday in mondays
        if not first_meetings(*people, start=monday, weeks=1, minutes=minutes)
    ]
    assert list(weeks_without(*people, start=start, weeks=4, minutes=minutes)) == expected
