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


def test_what_lasts_whole_days_is_one_entry_on_its_first_day_everywhere(make_series):
    days = {"start_date": date(2026, 3, 12), "start_time": time(), "tzid": "Europe/Berlin"}
    make_series(
        title="Summit",
        slots=[days | {"rrule": ""}],
        is_all_day=True,
        duration_minutes=3 * 24 * 60,
    )
    for zone in ("America/Los_Angeles", "Asia/Tokyo"):
        shown = table(date(2026, 3, 1), ZoneInfo(zone))
        found = [
            (cell.date, item.clock, item.title)
            for week in shown.weeks
            for cell in week
            for item in cell.items
        ]
        assert found == [(date(2026, 3, 12), "to 14 Mar", "Summit")]
