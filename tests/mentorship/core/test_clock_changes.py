"""Weeks in which two people are not as far apart as usual."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.clock_changes import ClockChange, apart, clock_changes

SPRING = {"start": date(2026, 2, 23), "end": date(2026, 5, 17)}
PLACES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]


def test_new_york_and_berlin_are_nearer_for_three_weeks_in_spring():
    assert clock_changes("America/New_York", "Europe/Berlin", **SPRING) == (
        ClockChange(date(2026, 3, 8), 360, 300),
        ClockChange(date(2026, 3, 29), 300, 360),
    )


def test_a_place_without_summer_time_moves_against_one_that_has_it():
    assert clock_changes("Europe/Berlin", "Asia/Kolkata", **SPRING) == (
        ClockChange(date(2026, 3, 29), 270, 210),
    )


def test_two_places_with_the_same_clock_never_part():
    assert clock_changes("Europe/Berlin", "Europe/Paris", **SPRING) == ()


@given(st.sampled_from(PLACES), st.sampled_from(PLACES))
def test_the_changes_of_a_year_lead_from_its_first_day_to_its_last(a, b):
    start, end = date(2026, 1, 1), date(2026, 12, 31)
    minutes = apart(a, b, start)
    for change in clock_changes(a, b, start=start, end=end):
        assert change.before == minutes != change.minutes
        minutes = change.minutes
    assert minutes == apart(a, b, end)
