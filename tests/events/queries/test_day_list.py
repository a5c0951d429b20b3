"""The calendar by day, in one reader's days."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from events.queries import day_list as module
from events.queries.day_list import day_list, first_day_after, midnight
from events.queries.filters import Filters, groups_that_meet, kinds_in_use

KOLKATA = ZoneInfo("Asia/Kolkata")
ST_JOHNS = ZoneInfo("America/St_Johns")
UTC = ZoneInfo("UTC")

LATE = {"start_date": date(2026, 2, 3), "start_time": time(22), "tzid": "UTC", "rrule": ""}


def listed(zone=UTC, start=date(2026, 2, 2), filters=None, **more):
    return day_list(start=start, zone=zone, filters=filters or Filters(), **more)


def days_of(result):
    return [(day.date, [one.title for one in day.lines]) for day in result.days]


def test_a_meeting_stands_under_the_readers_own_day(make_series):
    make_series(title="Late call", slots=[LATE])
    assert days_of(listed(UTC)) == [(date(2026, 2, 3), ["Late call"])]
    assert days_of(listed(KOLKATA)) == [(date(2026, 2, 4), ["Late call"])]
    assert days_of(listed(ST_JOHNS)) == [(date(2026, 2, 3), ["Late call"])]


def test_the_window_is_half_open_in_the_readers_days(make_series):
    make_series(title="Late call", slots=[LATE])
    assert days_of(listed(KOLKATA, start=date(2026, 2, 3), days=1)) == []
    assert days_of(listed(KOLKATA, start=date(2026, 2, 4), days=1)) == [
        (date(2026, 2, 4), ["Late call"])
    ]


@pytest.mark.parametrize(
    ("day", "zone", "expected"),
    [
        (date(2026, 3, 8), "America/New_York", "2026-03-08T05:00:00+00:00"),
        (date(2026, 3, 9), "America/New_York", "2026-03-09T04:00:00+00:00"),
        (date(2026, 3, 1), "Asia/Kolkata", "2026-02-28T18:30:00+00:00"),
        # Clocks in Cairo jump from midnight to one: the day begins at one.
        (date(2026, 4, 24), "Africa/Cairo", "2026-04-23T22:00:00+00:00"),
    ],
)
def test_where_a_day_begins(day, zone, expected):
    assert midnight(day, ZoneInfo(zone)).isoformat() == expected


def test_meetings_at_the_same_time_name_each_other(make_series):
    make_series(title="One", slots=[LATE])
    make_series(title="Two", slots=[LATE | {"start_time": time(22, 30)}])
    make_series(title="After", slots=[LATE | {"start_time": time(23, 30)}])
    (day,) = listed().days
    assert [(one.title, one.overlaps) for one in day.lines] == [
        ("One", ("Two",)),
        ("Two", ("One",)),
        ("After", ()),
    ]


def test_a_busy_window_ends_with_a_whole_day(make_series, monkeypatch):
    monkeypatch.setattr(module, "MOST", 3)
    for day in (2, 3, 3, 4):
        make_series(slots=[LATE | {"start_date": date(2026, 2, day)}])
    result = listed()
    assert (result.count, result.until, result.is_cut) == (3, date(2026, 2, 4), False)
    assert listed(start=result.until).count == 1


def test_a_day_with_too_many_says_so(make_series, monkeypatch):
    monkeypatch.setattr(module, "MOST", 2)
    for _ in range(3):
        make_series(slots=[LATE])
    result = listed(start=date(2026, 2, 1))
    assert (result.count, result.until, result.is_cut) == (2, date(2026, 2, 4), True)


def test_filters_narrow_by_kind_group_and_welcome(make_series):
    call = make_series(title="Call", kind="welcome-call", is_open_to_newcomers=True, slots=[LATE])
    make_series(title="Board", slots=[LATE])
    titles = lambda **filters: [  # noqa: E731
        one.title for day in listed(filters=Filters(**filters)).days for one in day.lines
    ]
    assert titles(kind="welcome-call") == ["Call"]
    assert titles(initiative=call.initiative.slug) == ["Call"]
    assert titles(newcomers=True) == ["Call"]
    assert titles(kind="election") == []


def test_a_joint_meeting_is_found_under_both_groups(make_series):
    mine, other = make_series(title="Joint", slots=[LATE]), make_series(title="Other", slots=[])
    mine.also_for.add(other.initiative)
    found = listed(filters=Filters(initiative=other.initiative.slug))
    assert days_of(found) == [(date(2026, 2, 3), ["Joint"])]
    assert found.days[0].lines[0].note == f"with {other.initiative.name}"


def test_what_is_hidden_is_nowhere(make_series):
    make_series(slots=[LATE], is_published=False)
    make_series(slots=[LATE], initiative__is_listed=False)
    assert listed().count == 0
    assert kinds_in_use() == []
    assert groups_that_meet() == []


def test_an_empty_window_knows_the_next_day_with_a_meeting(make_series):
    make_series(slots=[LATE | {"start_date": date(2026, 5, 1)}])
    asked = {"day": date(2026, 2, 16), "filters": Filters()}
    assert first_day_after(zone=UTC, **asked) == date(2026, 5, 1)
    assert first_day_after(zone=KOLKATA, **asked) == date(2026, 5, 2)


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_takes_two_queries(count, make_series, django_assert_num_queries):
    for _ in range(count):
        make_series(slots=[LATE])
    with django_assert_num_queries(2):
        assert listed().count == count


def test_lines_keep_the_instant_and_the_zone_of_the_group(make_series):
    make_series(title="BEAR WG")
    one = listed().days[0].lines[0]
    assert one.starts_at == datetime(2026, 2, 3, 16, tzinfo=UTC)
    assert one.tzid == "America/New_York"
