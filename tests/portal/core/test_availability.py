from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import zones
from portal.core.availability import (
    CELLS,
    DAY,
    WEEK,
    ClockChange,
    Window,
    cell_at,
    cells_during,
    cells_of,
    in_words,
    intervals,
    merged,
    next_clock_change,
    windows_of,
)

MINUTE = timedelta(minutes=1)
windows = st.lists(
    st.builds(
        Window,
        weekday=st.integers(0, 6),
        start=st.integers(0, DAY - 1),
        minutes=st.one_of(st.integers(1, 600), st.integers(1, WEEK)),
    ),
    max_size=6,
)
places = st.sampled_from(
    [
        *("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu"),
        *("Australia/Lord_Howe", "Pacific/Chatham", "America/Santiago", "Africa/Cairo"),
    ]
)


def minutes_of(windows) -> set[int]:
    """The slow way: every minute of the week by itself."""
    return {(window.begins + n) % WEEK for window in windows for n in range(window.minutes)}


@given(windows)
def test_merging_changes_no_minute_and_leaves_no_two_windows_touching(some):
    whole = merged(some)
    assert minutes_of(whole) == minutes_of(some)
    ends = {(window.begins + window.minutes) % WEEK for window in whole}
    assert len(whole) == 1 or ends.isdisjoint(window.begins for window in whole)
    assert merged(whole) == whole == sorted(whole)


@given(windows)
def test_a_cell_is_free_when_all_its_minutes_are(some):
    free = minutes_of(some)
    expected = {c for c in range(CELLS) if all(c * 30 + n in free for n in range(30))}
    assert cells_of(some) == expected


@given(st.frozensets(st.integers(0, CELLS - 1)))
def test_cells_become_windows_and_cells_again(cells):
    assert cells_of(windows_of(cells)) == cells


def test_a_window_over_sunday_night_is_one_window():
    assert merged([Window(0, 0, 60), Window(6, 23 * 60, 60)]) == [Window(6, 23 * 60, 120)]
    assert windows_of({0, 1, 334, 335}) == [Window(6, 23 * 60, 120)]


def test_the_whole_week_is_one_window_from_monday():
    assert windows_of(range(CELLS)) == [Window(0, 0, WEEK)]
    assert merged([Window(3, 600, 4 * WEEK)]) == [Window(0, 0, WEEK)]


def minutes_between(found) -> set[datetime]:
    return {start + MINUTE * n for start, end in found for n in range((end - start) // MINUTE)}


def brute_force(some, tz, first: date, until: date) -> set[datetime]:
    """Every wall minute of every day, asked one by one."""
    free, found = minutes_of(some), set()
    wall = datetime(first.year, first.month, first.day)
    while wall.date() < until:
        instant = zones.resolve_wall(wall, tz)
        if wall.weekday() * DAY + wall.hour * 60 + wall.minute in free and not instant.is_gap:
            found.add(instant.at)
        wall += MINUTE
    return found


@given(
    some=windows,
    place=places,
    first=st.one_of(
        st.dates(date(2026, 1, 1), date(2027, 12, 1)),
        st.sampled_from(
            [date(2026, 3, 27), date(2026, 10, 23), date(2026, 4, 3), date(2026, 9, 4)]
        ),
    ),
    days=st.integers(0, 4),
)
def test_intervals_are_the_free_minutes_that_exist_that_week(some, place, first, days):
    tz, until = zones.zone(place), first + timedelta(days=days)
    found = intervals(some, tz=tz, first=first, until=until)
    assert minutes_between(found) == brute_force(some, tz, first, until)
    assert found == sorted(found)
    assert all(one[1] < other[0] for one, other in pairwise(found))


def test_an_hour_that_does_not_exist_is_dropped_and_one_that_comes_twice_is_the_first():
    night, berlin = [Window(6, 60, 180)], zones.zone("Europe/Berlin")
    assert intervals(night, tz=berlin, first=date(2026, 3, 29), until=date(2026, 3, 30)) == [
        (datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC))
    ]
    assert intervals(night, tz=berlin, first=date(2026, 10, 25), until=date(2026, 10, 26)) == [
        (datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC)),
    ]


def test_the_clock_on_the_wall_names_the_cell():
    at = datetime(2026, 3, 2, 23, 45, tzinfo=UTC)  # a Monday
    assert cell_at(at, zones.zone("UTC")) == 47
    assert cell_at(at, zones.zone("Asia/Kolkata")) == 48 + 10


@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    minutes=st.integers(1, 300),
    place=places,
)
def test_a_meeting_touches_the_cells_of_all_its_minutes(at, minutes, place):
    at, tz = at.replace(second=0, microsecond=0), zones.zone(place)
    expected = {cell_at(at + MINUTE * n, tz) for n in range(minutes)}
    assert cells_during(at, minutes, tz) == expected


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("Europe/Berlin", ((2027, 3, 28, 1), (2027, 3, 28, 2), 60)),
        ("America/New_York", ((2027, 3, 14, 7), (2027, 3, 14, 2), 60)),
        ("Australia/Lord_Howe", ((2027, 4, 3, 15), (2027, 4, 4, 2), -30)),
    ],
)
def test_the_next_change_of_clocks(place, change):
    at, wall, minutes = change
    found = next_clock_change(zones.zone(place), after=datetime(2026, 11, 25, 12, 7, tzinfo=UTC))
    assert found == ClockChange(datetime(*at, tzinfo=UTC), datetime(*wall), minutes)


def test_a_change_is_past_the_moment_it_happened():
    berlin, at = zones.zone("Europe/Berlin"), datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert next_clock_change(berlin, after=at).at == datetime(2026, 10, 25, 1, tzinfo=UTC)
    assert next_clock_change(berlin, after=at - MINUTE).at == at


def test_clocks_in_india_never_change():
    assert (
        next_clock_change(zones.zone("Asia/Kolkata"), after=datetime(2026, 1, 1, tzinfo=UTC))
        is None
    )


WORKDAYS = range(5)


@pytest.mark.parametrize(
    ("some", "words"),
    [
        ([], "No time yet"),
        ([Window(d, 0, DAY) for d in range(7)], "Any time, day and night"),
        ([Window(0, 1080, 150)], "Mondays 18:00–20:30"),
        (
            [Window(0, 1080, 150), Window(2, 1080, 150), Window(6, 1380, 120)],
            "Mondays and Wednesdays 18:00–20:30; Sunday 23:00 until Monday 01:00",
        ),
        ([Window(d, 540, 60) for d in (0, 2, 4)], "Mondays, Wednesdays and Fridays 09:00–10:00"),
        (
            [Window(d, start, 120) for d in WORKDAYS for start in (420, 1080)],
            "Monday to Friday 07:00–09:00 and 18:00–20:00",
        ),
        ([Window(d, 540, 60) for d in range(7)], "Every day 09:00–10:00"),
        ([Window(d, 1320, 240) for d in range(7)], "Every day 22:00 until 02:00 the next day"),
        ([Window(1, 1320, 120)], "Tuesdays 22:00–24:00"),
        ([Window(5, 0, 2 * DAY)], "Saturday 00:00 until Monday 00:00"),
        (
            [Window(d, 600, DAY + 900) for d in (0, 3)],
            "Monday 10:00 until Wednesday 01:00; Thursday 10:00 until Saturday 01:00",
        ),
    ],
)
def test_windows_in_words(some, words):
    assert in_words(some) == words


@given(windows)
def test_the_words_do_not_depend_on_how_the_windows_are_cut(some):
    assert in_words(some) == in_words(merged(some)) == in_words(reversed(some))
