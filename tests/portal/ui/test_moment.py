"""How a moment reads: yours first, theirs beside it, and what is strange about it in words."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.ui.moment import Reading, machine_time, read, strangeness, zone_in_words

AT = datetime(2026, 3, 5, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Berlin", "Berlin time"),
        ("America/New_York", "New York time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("America/St_Johns", "St Johns time"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT-8", "UTC+8"),
        ("Etc/GMT+3", "UTC−3"),
    ],
)
def test_a_zone_in_words(zone, words):
    assert zone_in_words(zone) == words


def test_a_moment_reads_as_day_clock_and_zone():
    assert read(AT, AT + timedelta(hours=1), "Europe/Berlin") == Reading(
        weekday="Thu", day="Thu 5 Mar", clock="17:00–18:00", zone="Berlin time"
    )


def test_half_hour_zones_are_zones_too():
    assert read(AT, None, "Asia/Kolkata").clock == "21:30"


def test_what_lasts_for_days_says_its_last_day():
    assert read(AT, AT + timedelta(days=2), "UTC").clock == "16:00 – Sat 7 Mar 16:00"


def test_machines_get_utc_and_nothing_naive():
    assert machine_time(AT) == "2026-03-05T16:00:00Z"
    with pytest.raises(ValueError, match="naive"):
        machine_time(datetime(2026, 3, 5, 16))


def test_an_ordinary_hour_is_not_strange():
    assert strangeness(AT, "Europe/Berlin", "America/New_York") == ""


@pytest.mark.parametrize(
    ("hour", "words"),
    [(4, "at night for you"), (5, ""), (21, ""), (22, "at night for you")],
)
def test_the_night_is_from_eleven_to_six(hour, words):
    at = datetime(2026, 1, 15, hour, 30, tzinfo=UTC)

    assert strangeness(at, "Europe/Berlin", "Europe/Paris") == words


def test_another_day_than_the_groups_is_said():
    tokyo_morning = datetime(2026, 3, 5, 23, tzinfo=UTC)

    assert strangeness(tokyo_morning, "Asia/Tokyo", "America/New_York") == (
        "already the next day for you"
    )
    assert strangeness(tokyo_morning, "America/New_York", "Asia/Tokyo") == (
        "still the day before for you"
    )


def test_three_weeks_in_march_when_only_america_has_changed_its_clocks():
    eleven_in_new_york = datetime(2026, 3, 10, 15, tzinfo=UTC)
    a_week_before = datetime(2026, 3, 3, 16, tzinfo=UTC)

    assert strangeness(eleven_in_new_york, "Europe/Berlin", "America/New_York", a_week_before) == (
        "1 hour earlier than the date before: clocks change"
    )
    assert strangeness(eleven_in_new_york, "Europe/Berlin", "America/New_York") == ""


def test_a_month_over_both_clock_changes_leaves_the_hour_as_it_was():
    in_march, in_april = datetime(2027, 3, 4, 15, tzinfo=UTC), datetime(2027, 4, 1, 14, tzinfo=UTC)

    assert strangeness(in_april, "Europe/London", "America/New_York", in_march) == ""
    assert strangeness(in_april, "UTC", "America/New_York", in_march) == (
        "1 hour earlier than the date before: clocks change"
    )


def test_a_date_that_was_moved_by_its_group_is_no_change_of_clocks():
    at, moved = datetime(2026, 2, 10, 16, tzinfo=UTC), datetime(2026, 2, 3, 9, tzinfo=UTC)

    assert strangeness(at, "Europe/Berlin", "America/New_York", moved) == ""


def test_half_an_hour_on_lord_howe_island():
    noon_in_london = datetime(2026, 4, 6, 11, tzinfo=UTC)

    a_week_before = datetime(2026, 3, 30, 11, tzinfo=UTC)

    assert strangeness(noon_in_london, "Australia/Lord_Howe", "Europe/London", a_week_before) == (
        "30 minutes earlier than the date before: clocks change"
    )
