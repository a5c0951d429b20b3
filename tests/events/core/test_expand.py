from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.core.expand import Instance, StrangeDate, expand, strange_dates
from events.core.recurrence import BudgetSpent, Override, Schedule, parse_rule
from portal.core.zones import UnknownZone
from tests.events.core import brute_force
from tests.quick import within

HOUR = timedelta(hours=1)
NEW_YORK = "America/New_York"


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def meeting(start: str, zone: str = NEW_YORK, rule: str = "", **more) -> Schedule:
    parsed = parse_rule(rule) if rule else None
    more.setdefault("duration", HOUR)
    return Schedule(datetime.fromisoformat(start), zone, rule=parsed, **more)


def starts(schedule: Schedule, start: str, end: str) -> list[str]:
    found = expand(schedule, start=utc(start), end=utc(end))
    return [f"{each.start:%m-%d %H:%M}" for each in found]


def ids(schedule: Schedule, start: str, end: str) -> list[str]:
    found = expand(schedule, start=utc(start), end=utc(end))
    return [f"{each.recurrence_id:%m-%d %H:%M}" for each in found]


# Clocks


def test_nine_o_clock_stays_nine_o_clock():
    weekly = meeting("2026-10-20T09:00", rule="FREQ=WEEKLY;COUNT=4")
    assert starts(weekly, "2026-10-01", "2026-12-01") == [
        "10-20 13:00",
        "10-27 13:00",
        "11-03 14:00",
        "11-10 14:00",
    ]


def test_a_time_clocks_skip_is_left_out_and_not_counted():
    weekly = meeting("2026-03-01T02:30", rule="FREQ=WEEKLY;COUNT=3")
    assert ids(weekly, "2026-02-01", "2026-05-01") == ["03-01 02:30", "03-15 02:30", "03-22 02:30"]


def test_a_single_meeting_at_a_time_clocks_skip_is_held_and_marked():
    once = meeting("2026-03-08T02:30")
    assert expand(once, start=utc("2026-03-01"), end=utc("2026-04-01")) == [
        Instance(
            datetime(2026, 3, 8, 2, 30),
            utc("2026-03-08T07:30"),
            utc("2026-03-08T08:30"),
            is_gap=True,
        )
    ]


def test_a_time_clocks_show_twice_is_its_first_and_lasts_as_long_as_it_says():
    once = meeting("2026-11-01T01:30", duration=HOUR / 2)
    assert expand(once, start=utc("2026-11-01"), end=utc("2026-11-02")) == [
        Instance(
            datetime(2026, 11, 1, 1, 30),
            utc("2026-11-01T05:30"),
            utc("2026-11-01T06:00"),
            is_doubled=True,
        )
    ]


def test_a_meeting_over_the_change_keeps_its_exact_length():
    overnight = meeting("2026-10-24T23:00", rule="FREQ=WEEKLY", duration=3 * HOUR)
    last = expand(overnight, start=utc("2026-10-31T12:00"), end=utc("2026-11-02"))[0]
    assert (last.start, last.end) == (utc("2026-11-01T03:00"), utc("2026-11-01T06:00"))


def test_a_day_lasts_from_midnight_to_midnight_even_25_hours():
    day = meeting("2026-11-01T00:00", is_all_day=True, duration=timedelta(days=1))
    found = expand(day, start=utc("2026-10-01"), end=utc("2026-12-01"))[0]
    assert found.end - found.start == timedelta(hours=25)


def test_a_day_that_begins_in_a_gap_is_no_missing_day():
    """Cairo skips midnight on 24 April 2026: the day begins at one."""
    days = meeting(
        "2026-04-17T00:00",
        "Africa/Cairo",
        "FREQ=WEEKLY;COUNT=3",
        is_all_day=True,
        duration=timedelta(days=1),
    )
    assert starts(days, "2026-04-01", "2026-06-01") == ["04-16 22:00", "04-23 22:00", "04-30 21:00"]


def test_half_past_midnight_in_cairo_is_dropped_when_clocks_skip_it():
    weekly = meeting("2026-04-17T00:30", "Africa/Cairo", "FREQ=WEEKLY")
    assert ids(weekly, "2026-04-01", "2026-05-03") == ["04-17 00:30", "05-01 00:30"]


def test_the_day_samoa_never_had_gives_no_meeting_and_no_double():
    daily = meeting("2011-12-28T09:00", "Pacific/Apia", "FREQ=DAILY")
    assert starts(daily, "2011-12-01", "2011-12-31T12:00") == [
        "12-28 19:00",
        "12-29 19:00",
        "12-30 19:00",
    ]


def test_lord_howe_changes_by_half_an_hour():
    weekly = meeting("2026-09-27T02:15", "Australia/Lord_Howe", "FREQ=WEEKLY")
    assert starts(weekly, "2026-09-20", "2026-10-15") == ["09-26 15:45", "10-10 15:15"]


def test_casablanca_moves_for_good_in_september():
    weekly = meeting("2026-09-10T09:00", "Africa/Casablanca", "FREQ=WEEKLY")
    assert starts(weekly, "2026-09-01", "2026-10-02") == [
        "09-10 08:00",
        "09-17 08:00",
        "09-24 09:00",
        "10-01 09:00",
    ]


def test_vancouver_no_longer_changes_its_clocks_and_los_angeles_does():
    """From November 2026 on the two are an hour apart in winter."""
    both = [
        meeting("2026-10-27T09:00", tzid, "FREQ=WEEKLY")
        for tzid in ("America/Vancouver", "America/Los_Angeles")
    ]
    assert [starts(weekly, "2026-10-26", "2026-11-11") for weekly in both] == [
        ["10-27 16:00", "11-03 16:00", "11-10 16:00"],
        ["10-27 16:00", "11-03 17:00", "11-10 17:00"],
    ]


@pytest.mark.parametrize(
    ("schedule", "reader", "seen"),
    [
        (
            meeting("2026-10-19T16:00", "Europe/Berlin", "FREQ=WEEKLY;COUNT=3"),
            NEW_YORK,
            ["10:00", "11:00", "10:00"],
        ),
        (
            meeting("2027-03-09T09:00", NEW_YORK, "FREQ=WEEKLY;COUNT=4"),
            "Europe/Berlin",
            ["15:00", "14:00", "14:00", "15:00"],
        ),
    ],
)
def test_readers_elsewhere_see_the_hour_move_between_the_two_changes(schedule, reader, seen):
    found = expand(schedule, start=utc("2026-01-01"), end=utc("2028-01-01"))
    assert [f"{each.start.astimezone(ZoneInfo(reader)):%H:%M}" for each in found] == seen


# Ends


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261110T140000Z", "11-10"),
        ("20261110T130000Z", "11-03"),
        ("20261110", "11-10"),
        ("20261110T000000", "11-10"),
        ("20261110T090000", "11-10"),
        ("20261110T085900", "11-03"),
    ],
)
def test_until_is_an_instant_or_a_last_day(until, last):
    weekly = meeting("2026-10-20T09:00", rule=f"FREQ=WEEKLY;UNTIL={until}")
    assert ids(weekly, "2026-10-01", "2027-01-01")[-1] == f"{last} 09:00"


@pytest.mark.parametrize("until", ["20261022", "20261022T000000Z", "20261022T235959"])
def test_days_end_with_a_day(until):
    days = meeting(
        "2026-10-20T00:00",
        rule=f"FREQ=DAILY;UNTIL={until}",
        is_all_day=True,
        duration=timedelta(days=1),
    )
    assert len(ids(days, "2026-10-01", "2027-01-01")) == 3


def test_of_a_count_and_a_last_day_the_earlier_ends_it():
    rule = "FREQ=WEEKLY;COUNT={};UNTIL=20261201T000000Z"
    few = meeting("2026-10-20T09:00", rule=rule.format(2))
    many = meeting("2026-10-20T09:00", rule=rule.format(20))
    assert len(ids(few, "2026-10-01", "2028-01-01")) == 2
    assert len(ids(many, "2026-10-01", "2028-01-01")) == 6


def test_a_count_of_long_ago_is_over():
    weekly = meeting("2020-10-20T09:00", rule="FREQ=WEEKLY;COUNT=4")
    assert ids(weekly, "2026-10-01", "2028-01-01") == []


# Single dates


def test_dates_taken_out_count_and_dates_added_do_not():
    weekly = meeting(
        "2026-11-05T10:00",
        rule="FREQ=WEEKLY;COUNT=3",
        exdates=(datetime(2026, 11, 12, 10),),
        rdates=(datetime(2026, 11, 11, 10), datetime(2026, 11, 19, 10)),
    )
    assert ids(weekly, "2026-11-01", "2027-01-01") == ["11-05 10:00", "11-11 10:00", "11-19 10:00"]


def test_the_first_date_can_be_taken_out_and_still_counts():
    weekly = meeting(
        "2026-11-05T10:00", rule="FREQ=WEEKLY;COUNT=2", exdates=(datetime(2026, 11, 5, 10),)
    )
    assert ids(weekly, "2026-11-01", "2027-01-01") == ["11-12 10:00"]


def test_a_plain_date_takes_out_that_local_day():
    weekly = meeting("2026-11-05T23:00", rule="FREQ=WEEKLY", exdates=(date(2026, 11, 12),))
    assert ids(weekly, "2026-11-01", "2026-11-21") == ["11-05 23:00", "11-19 23:00"]


def test_a_first_date_off_its_rule_is_kept_and_counts():
    monthly = meeting("2016-01-14T10:00", rule="FREQ=MONTHLY;BYDAY=1TH;COUNT=3")
    assert ids(monthly, "2016-01-01", "2017-01-01") == ["01-14 10:00", "02-04 10:00", "03-03 10:00"]
    only = replace(monthly, rule=parse_rule("FREQ=MONTHLY;BYDAY=1TH;COUNT=1"))
    assert ids(only, "2016-01-01", "2017-01-01") == ["01-14 10:00"]


# Changed dates

WEEKLY = meeting("2026-10-20T09:00", rule="FREQ=WEEKLY;COUNT=3")
SECOND = datetime(2026, 10, 27, 9)


def changed(*overrides: Override) -> Schedule:
    return replace(WEEKLY, overrides=overrides)


def test_a_moved_date_is_found_at_its_new_time_only():
    moved = changed(Override(SECOND, start=datetime(2026, 10, 28, 11)))
    assert starts(moved, "2026-10-27", "2026-10-28") == []
    assert starts(moved, "2026-10-28", "2026-10-29") == ["10-28 15:00"]
    assert ids(moved, "2026-10-28", "2026-10-29") == ["10-27 09:00"]


def test_dates_can_be_moved_past_each_other():
    swapped = changed(
        Override(WEEKLY.start, start=datetime(2026, 10, 28, 9)),
        Override(SECOND, start=datetime(2026, 10, 21, 9)),
    )
    assert ids(swapped, "2026-10-01", "2026-12-01") == ["10-27 09:00", "10-20 09:00", "11-03 09:00"]


def test_a_date_can_be_moved_far_out_of_its_series_and_last_longer_elsewhere():
    away = changed(
        Override(SECOND, datetime(2027, 6, 1, 10), tzid="Europe/Berlin", duration=5 * HOUR)
    )
    assert expand(away, start=utc("2027-06-01T12:00"), end=utc("2027-06-02")) == [
        Instance(
            SECOND,
            utc("2027-06-01T08:00"),
            utc("2027-06-01T13:00"),
            "confirmed",
            away.overrides[0],
        )
    ]


def test_a_cancelled_date_is_kept_and_says_so():
    found = expand(
        changed(Override(SECOND, status="cancelled")),
        start=utc("2026-10-01"),
        end=utc("2026-12-01"),
    )
    assert [each.status for each in found] == ["confirmed", "cancelled", "confirmed"]


def test_of_a_cancelled_series_every_date_is_cancelled():
    series = changed(Override(SECOND, status="confirmed"))
    found = expand(series, start=utc("2026-10-01"), end=utc("2026-12-01"), status="cancelled")
    assert [each.status for each in found] == ["cancelled"] * 3


def test_a_change_for_all_following_dates_moves_them_along():
    later = changed(Override(SECOND, datetime(2026, 10, 28, 10), is_for_following=True))
    assert starts(later, "2026-10-01", "2026-12-01") == [
        "10-20 13:00",
        "10-28 14:00",
        "11-04 15:00",
    ]
    assert ids(later, "2026-11-04", "2026-11-05") == ["11-03 09:00"]


# Windows and limits


def test_a_window_is_half_open_and_wants_an_overlap():
    assert starts(WEEKLY, "2026-10-20T14:00", "2026-10-27T13:00") == []
    assert starts(WEEKLY, "2026-10-20T13:59", "2026-10-27T13:01") == ["10-20 13:00", "10-27 13:00"]


def test_more_than_two_thousand_dates_are_refused():
    daily = meeting("2020-01-01T09:00", rule="FREQ=DAILY")
    with pytest.raises(BudgetSpent, match="2,000 dates"):
        expand(daily, start=utc("2020-01-01"), end=utc("2030-01-01"))


def test_single_dates_count_too():
    crowded = meeting(
        "2020-01-01T09:00",
        rule="FREQ=DAILY;UNTIL=20250622",
        rdates=tuple(datetime(2020, 1, 1, 10) + timedelta(days=day) for day in range(3)),
    )
    with pytest.raises(BudgetSpent, match="2,000 dates"):
        expand(crowded, start=utc("2020-01-01"), end=utc("2026-01-01"))


def test_a_window_of_all_time_is_cut_to_our_calendar():
    assert len(expand(WEEKLY, start=utc("0001-01-02"), end=utc("9999-01-01"))) == 3


def test_age_costs_nothing():
    old = meeting("1900-01-01T09:00", "Europe/Berlin", "FREQ=DAILY")
    window = {"start": utc("2026-01-01"), "end": utc("2026-02-01")}
    assert len(expand(old, **window)) == 31
    assert within(0.05, lambda: expand(old, **window))


def test_an_unknown_zone_is_refused():
    with pytest.raises(UnknownZone):
        expand(
            meeting("2026-01-01T09:00", "Mars/Olympus"),
            start=utc("2026-01-01"),
            end=utc("2027-01-01"),
        )


@settings(deadline=None, max_examples=120)
@given(brute_force.schedules())
def test_a_walk_over_every_day_finds_the_same(schedule):
    until = schedule.start.date() + timedelta(days=500)
    end = datetime.combine(until, schedule.start.time(), UTC) - timedelta(days=2)
    found = expand(schedule, start=utc("2020-01-01"), end=end)
    walked = brute_force.instances(schedule, until)
    assert sorted((each.recurrence_id, each.start) for each in found) == [
        (wall, at) for wall, at in walked if at < end
    ]


@settings(deadline=None, max_examples=100)
@given(brute_force.schedules(), st.integers(0, 200), st.integers(0, 200))
def test_two_windows_side_by_side_are_one(schedule, first, second):
    a = schedule.start.replace(tzinfo=UTC) - timedelta(days=3)
    b = a + timedelta(days=first, hours=7)
    c = b + timedelta(days=second, minutes=90)

    def beginning(start, end):
        return [each for each in expand(schedule, start=start, end=end) if each.start >= start]

    assert beginning(a, c) == beginning(a, b) + beginning(b, c)


# Strange dates


def test_the_organizer_is_told_which_dates_clocks_skip_or_double():
    weekly = meeting("2026-02-01T02:30", rule="FREQ=WEEKLY")
    assert strange_dates(weekly, years=1) == [
        StrangeDate(datetime(2026, 3, 8, 2, 30), True, datetime(2026, 3, 8, 3, 30))
    ]
    doubled = meeting("2026-02-01T01:30", rule="FREQ=WEEKLY")
    assert strange_dates(doubled, years=1) == [
        StrangeDate(datetime(2026, 11, 1, 1, 30), False, datetime(2026, 11, 1, 1, 30))
    ]


def test_a_single_meeting_can_be_strange_too():
    assert len(strange_dates(meeting("2026-03-08T02:30"))) == 1
    assert strange_dates(meeting("2026-03-08T03:30")) == []


def test_dates_before_the_question_or_taken_out_are_no_surprise():
    weekly = meeting("2026-02-01T02:30", rule="FREQ=WEEKLY")
    assert strange_dates(weekly, since=datetime(2026, 3, 15), years=1) == [
        StrangeDate(datetime(2027, 3, 14, 2, 30), True, datetime(2027, 3, 14, 3, 30))
    ]
    assert strange_dates(replace(weekly, exdates=(date(2026, 3, 8),)), years=1) == []
