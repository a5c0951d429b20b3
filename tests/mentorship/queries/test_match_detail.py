"""From when on two people are not as far apart as usual."""

from datetime import date

from mentorship.queries.match_detail import Shift, shifts_between

SPRING = {"first": date(2026, 2, 23), "last": date(2026, 5, 17)}


def test_new_york_and_berlin_are_nearer_for_three_weeks_in_spring():
    assert shifts_between("America/New_York", "Europe/Berlin", **SPRING) == (
        Shift(date(2026, 3, 8), "5:00"),
        Shift(date(2026, 3, 29), "6:00"),
    )


def test_the_day_is_the_readers_own_at_both_ends_of_the_pacific():
    assert shifts_between("Pacific/Auckland", "UTC", **SPRING) == (
        Shift(date(2026, 4, 5), "12:00"),
    )
    assert shifts_between("Pacific/Auckland", "Pacific/Honolulu", **SPRING) == (
        Shift(date(2026, 4, 5), "22:00"),
    )


def test_two_places_with_the_same_clock_never_part():
    assert shifts_between("Europe/Berlin", "Europe/Paris", **SPRING) == ()


def test_a_term_that_is_over_has_no_days():
    last = SPRING["first"]
    assert shifts_between("Europe/Berlin", "UTC", first=SPRING["last"], last=last) == ()
