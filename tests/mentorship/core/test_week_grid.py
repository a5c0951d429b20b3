"""Local quarter hours as UTC ones, around clock changes and the ends of the week."""

from datetime import date, datetime, time, timedelta

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.core.availability import Starts, StartSums, WeeksInCommon, calendar
from mentorship.core.instance import Mentor, Window
from mentorship.core.week_grid import SLOTS, folded, local_slots, starts, utc_slots
from portal.core.zones import UnknownZone, known, zone

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
WINTER = date(2026, 2, 23)


def told(slots):
    """Runs of slots like Mon 09:00-10:30."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], slots.astype(int), [0]])))
    return [f"{clock(a)}-{clock(b)[4:]}" for a, b in zip(edges[::2], edges[1::2], strict=True)]


def clock(slot):
    day, quarter = divmod(int(slot), 96)
    return f"{DAYS[day % 7]} {quarter // 4:02}:{quarter % 4 * 15:02}"


def in_utc(tzid, monday, *windows):
    return told(folded(local_slots(windows), tzid, monday))


def window(day, hour, minute, minutes):
    return Window((day,), hour * 60 + minute, minutes)


@pytest.mark.parametrize(
    ("given_window", "whole_quarters"),
    [
        (window(0, 9, 0, 60), ["Mon 09:00-10:00"]),
        (window(0, 9, 5, 60), ["Mon 09:15-10:00"]),
        (window(0, 9, 5, 14), []),
        (window(1, 23, 0, 120), ["Tue 23:00-01:00"]),
        (window(6, 23, 0, 120), ["Mon 00:00-01:00", "Sun 23:00-00:00"]),
    ],
)
def test_a_window_is_its_whole_quarter_hours(given_window, whole_quarters):
    assert told(local_slots([given_window])) == whole_quarters


def test_a_window_of_a_week_and_more_is_always():
    assert local_slots([Window((3,), 600, 10_080)]).all()


@pytest.mark.parametrize(
    ("tzid", "monday", "utc"),
    [
        ("Europe/Berlin", WINTER, ["Sun 00:30-03:30"]),
        ("Asia/Kathmandu", WINTER, ["Sat 19:45-22:45"]),
        ("Pacific/Kiritimati", WINTER, ["Sat 11:30-14:30"]),
        ("Pacific/Honolulu", WINTER, ["Sun 11:30-14:30"]),
        # 29 March: from 02:00 to 03:00 there is no clock time in Berlin.
        ("Europe/Berlin", date(2026, 3, 23), ["Sun 00:30-02:30"]),
        # 25 October: of the doubled hour the first counts, then the clock stands still for one.
        ("Europe/Berlin", date(2026, 10, 19), ["Sat 23:30-01:00", "Sun 02:00-03:30"]),
        # 5 April: Lord Howe goes back half an hour.
        ("Australia/Lord_Howe", date(2026, 3, 30), ["Sat 14:30-15:00", "Sat 15:30-18:00"]),
        # Casablanca leaves summer time for Ramadan and comes back on 22 March 2026.
        ("Africa/Casablanca", date(2026, 3, 16), ["Sun 01:30-03:30"]),
    ],
)
def test_sunday_half_past_one_for_three_hours(tzid, monday, utc):
    found = in_utc(tzid, monday, window(6, 1, 30, 180))
    assert found == utc


def test_both_ends_of_a_week_of_25_hours_more_fold_onto_one_hour():
    """New York, 1 November 2026: a local week of 169 hours on a ring of 168."""
    monday = date(2026, 10, 26)
    sunday_night, monday_morning = window(6, 23, 0, 60), window(0, 0, 0, 60)
    assert in_utc("America/New_York", monday, sunday_night) == ["Mon 04:00-05:00"]
    assert in_utc("America/New_York", monday, monday_morning) == ["Mon 04:00-05:00"]
    assert in_utc("America/New_York", monday, sunday_night, monday_morning) == ["Mon 04:00-05:00"]


def test_a_zone_nobody_knows_is_refused():
    with pytest.raises(UnknownZone):
        utc_slots("Mars/Olympus", WINTER)


week = st.sets(st.integers(0, SLOTS - 1), max_size=400).map(
    lambda free: np.isin(np.arange(SLOTS), sorted(free))
)


@given(week, week)
def test_starts_in_common_are_starts_of_the_common_time(one, other):
    """So that pairs can be counted without looking at quarter hours again."""
    alone = starts(one, minutes=60) & starts(other, minutes=60)
    assert np.array_equal(starts(one & other, minutes=60), alone)


@given(week, st.integers(1, 16))
def test_a_meeting_fits_where_its_quarters_in_a_row_are_free(free, quarters):
    expected = [
        all(free[(slot + later) % SLOTS] for later in range(quarters)) for slot in range(SLOTS)
    ]
    assert starts(free, minutes=15 * quarters).tolist() == expected


def test_weeks_in_which_no_clock_changes_are_worked_out_once():
    quiet = calendar(date(2026, 6, 1), 8, {"Europe/Berlin", "America/New_York"})
    assert (quiet.mondays, quiet.times) == ((date(2026, 6, 1),), (8,))
    spring = calendar(WINTER, 8, {"Europe/Berlin", "America/New_York"})
    assert spring.mondays == tuple(
        date(2026, *day) for day in ((2, 23), (3, 2), (3, 9), (3, 23), (3, 30))
    )
    assert spring.times == (1, 1, 2, 1, 3)


SUMMER = date(2026, 6, 1)


def stands_still(tzid):
    """No clock is put there while two people of these tests meet, nor in the days around."""
    days = (SUMMER + timedelta(days=day) for day in range(-7, 36))
    return len({datetime.combine(day, time(), zone(tzid)).utcoffset() for day in days}) == 1


windows = st.lists(
    st.builds(
        Window,
        st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda days: tuple(sorted(days))),
        st.integers(0, 1439),
        st.integers(1, 3000),
    ),
    max_size=3,
).map(tuple)


@given(windows, windows, st.sampled_from(sorted(filter(stands_still, known()))))
@example((window(2, 9, 0, 180),), (window(2, 10, 0, 120),), "America/New_York")
@example((window(6, 23, 30, 180),), (window(0, 0, 5, 60),), "Asia/Kathmandu")
def test_two_people_who_move_to_another_zone_together_meet_as_often(one, other, tzid):
    def met(there):
        people = [
            Mentor(id=key, timezone=there, seniority=1, capacity=1, availability=each)
            for key, each in (("a", one), ("b", other))
        ]
        weeks = calendar(SUMMER, 4, {there})
        mine = Starts(weeks, people[:1], minutes=60, stretches=True)
        theirs = Starts(weeks, people[1:], minutes=60)
        in_common = WeeksInCommon(weeks, mine, theirs)
        return (
            int(StartSums(weeks, mine, theirs).count(0, np.array([0]))[0]),
            [int(in_common.at_least(week, 0)[0]) for week in range(1, 5)],
        )

    assert met(tzid) == met("UTC")
