"""A month as weeks of days."""

from datetime import date, time
from zoneinfo import ZoneInfo

from events.queries.filters import Filters
from events.queries.month_table import month_table

UTC = ZoneInfo("UTC")
SLOT = {"start_date": date(2026, 2, 10), "start_time": time(22), "tzid": "UTC", "rrule": ""}


def table(first=date(2026, 2, 1), zone=UTC):
    return month_table(first=first, zone=zone, filters=Filters())


def cell(result, day):
    return next(one for week in result.weeks for one in week if one.date == day)


def test_weeks_are_whole_and_begin_on_monday(db):
    result = table()
    assert [week[0].date for week in result.weeks] == [
        date(2026, 1, 26),
        date(2026, 2, 2),
        date(2026, 2, 9),
        date(2026, 2, 16),
        date(2026, 2, 23),
    ]
    assert {len(week) for week in result.weeks} == {7}
    assert (result.previous, result.next) == (date(2026, 1, 1), date(2026, 3, 1))


def test_a_date_stands_on_the_readers_day(make_series):
    make_series(slots=[SLOT])
    assert len(cell(table(), date(2026, 2, 10)).items) == 1
    kolkata = table(zone=ZoneInfo("Asia/Kolkata"))
    assert len(cell(kolkata, date(2026, 2, 10)).items) == 0
    assert len(cell(kolkata, date(2026, 2, 11)).items) == 1


def test_a_full_cell_counts_the_rest(make_series):
    for _ in range(6):
        make_series(slots=[SLOT])
    full = cell(table(), date(2026, 2, 10))
    assert (len(full.items), full.more) == (4, 2)


def test_one_more_than_fits_is_shown_instead_of_counted(make_series):
    for _ in range(5):
        make_series(slots=[SLOT])
    full = cell(table(), date(2026, 2, 10))
    assert (len(full.items), full.more) == (5, 0)


def test_days_of_the_neighbouring_months_show_their_meetings_but_do_not_count(make_series):
    make_series(slots=[SLOT | {"start_date": date(2026, 3, 1)}])
    result = table()
    assert result.count == 0
    outside = cell(result, date(2026, 3, 1))
    assert (outside.is_in_month, len(outside.items)) == (False, 1)


SUMMIT = {"start_date": date(2026, 3, 12), "start_time": time(), "tzid": "Europe/Berlin"}


def bars(result):
    return [
        (one.date, bar.nth, bar.total, bar.lane, bar.title)
        for week in result.weeks
        for one in week
        for bar in one.bars
    ]


def make_summit(make_series, start=date(2026, 3, 12), days=3, title="Summit"):
    make_series(
        title=title,
        slots=[SUMMIT | {"rrule": "", "start_date": start}],
        is_all_day=True,
        duration_minutes=days * 24 * 60,
    )


def test_what_lasts_whole_days_stands_on_each_of_them_everywhere(make_series):
    make_summit(make_series)
    for zone in ("America/Los_Angeles", "Asia/Tokyo"):
        shown = table(date(2026, 3, 1), ZoneInfo(zone))
        assert bars(shown) == [
            (date(2026, 3, 12), 1, 3, 1, "Summit"),
            (date(2026, 3, 13), 2, 3, 1, "Summit"),
            (date(2026, 3, 14), 3, 3, 1, "Summit"),
        ]
        assert shown.count == 1


def test_a_bar_that_began_before_the_month_goes_on_in_it(make_series):
    make_summit(make_series, start=date(2026, 2, 21), days=10)
    shown = table(date(2026, 3, 1))
    assert [day for day, *_ in bars(shown)] == [date(2026, 2, 23 + n) for n in range(6)] + [
        date(2026, 3, 1),
        date(2026, 3, 2),
    ]
    assert shown.count == 1
    named = [one.date for week in shown.weeks for one in week for bar in one.bars if bar.is_named]
    assert named == [date(2026, 2, 23), date(2026, 3, 2)]


def test_bars_of_a_week_keep_their_lanes_and_the_fourth_at_once_is_counted(make_series):
    for title in ("A", "B", "C", "D"):
        make_summit(make_series, title=title)
    make_summit(make_series, title="E", start=date(2026, 3, 13), days=2)
    make_summit(make_series, title="F", start=date(2026, 3, 10), days=2)
    shown = table(date(2026, 3, 1))
    lanes = {title: lane for _, _, _, lane, title in bars(shown)}
    assert (lanes.pop("F"), sorted(lanes.values())) == (1, [1, 2, 3])
    assert [cell(shown, date(2026, 3, day)).more for day in (11, 12, 13, 14)] == [0, 1, 2, 2]


def test_a_call_past_midnight_is_of_the_day_it_begins_on(make_series):
    make_series(slots=[SLOT], duration_minutes=180)
    assert bars(table()) == []
    assert len(cell(table(), date(2026, 2, 10)).items) == 1


def test_days_with_hours_are_a_bar_in_the_readers_days(make_series):
    make_series(title="Sprint", slots=[SLOT], duration_minutes=26 * 60)
    assert [(day, nth) for day, nth, *_ in bars(table())] == [
        (date(2026, 2, 10), 1),
        (date(2026, 2, 11), 2),
    ]
