"""What a schedule would mean: five dates, on clocks around the world, and what is strange."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from events.core import rhythm
from events.queries.schedule_preview import SHOWN, Change, schedule_preview
from initiatives.core.catalog_entry import SlotEntry
from portal.core import zones

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)  # a Monday


def preview(start, rrule="FREQ=WEEKLY", *, tz="Europe/Berlin", reader=None, until=None, now=NOW):
    when = SlotEntry(start=start, tz=tz, rrule=rrule, until=until)
    return schedule_preview(when=when, now=now, reader_zone=reader)


def said(planned) -> list[list[str]]:
    return [[f"{one.wall:%a %d %b %H:%M} {one.place}" for one in row] for row in planned.dates]


def test_five_dates_in_the_readers_time_first():
    planned = preview(datetime(2027, 1, 6, 16), reader="Asia/Tokyo")
    assert said(planned)[0] == [
        "Thu 07 Jan 00:00 Tokyo time",
        "Wed 06 Jan 16:00 Berlin time",
        "Wed 06 Jan 15:00 UTC",
        "Wed 06 Jan 10:00 New York time",
    ]
    assert [one.is_other_day for one in planned.dates[0]] == [False, True, True, True]
    assert [row[1].wall.day for row in planned.dates] == [6, 13, 20, 27, 3]
    assert planned.has_more


def test_dates_that_are_over_are_not_among_them():
    planned = preview(datetime(2026, 10, 7, 16))
    assert planned.dates[0][0].wall == datetime(2027, 1, 6, 16)


def test_a_rare_meeting_is_shown_years_ahead():
    planned = preview(datetime(2027, 1, 6, 16), "FREQ=WEEKLY;INTERVAL=52")
    assert [row[0].wall.year for row in planned.dates] == [2027, 2028, 2029, 2030, 2031]


def test_once_is_one_date_and_an_end_is_kept():
    assert len(preview(datetime(2027, 1, 6, 16), "").dates) == 1
    assert len(preview(datetime(2027, 1, 6, 16), until=date(2027, 1, 20)).dates) == 3
    assert preview(datetime(2026, 1, 7, 16), "").dates == ()


def test_whose_clock_it_shifts_on():
    """New York changes on 14 March and 7 November 2027, Berlin on 28 March and 31 October."""
    planned = preview(datetime(2027, 1, 6, 16))
    assert planned.changes[:2] == (
        Change(date(2027, 3, 17), "1 hour", True, (("New York time", datetime(2027, 3, 17, 11)),)),
        Change(
            date(2027, 3, 31),
            "1 hour",
            False,
            (
                ("UTC", datetime(2027, 3, 31, 14)),
                ("New York time", datetime(2027, 3, 31, 10)),
                ("Kolkata time", datetime(2027, 3, 31, 19, 30)),
            ),
        ),
    )


def test_half_an_hour_is_said_in_minutes():
    planned = preview(datetime(2027, 1, 6, 16), tz="Australia/Lord_Howe")
    assert "30 minutes" in {change.amount for change in planned.changes}


def test_hours_that_clocks_skip_or_show_twice():
    sundays = preview(datetime(2027, 1, 10, 2, 30), tz="America/New_York")
    assert sundays.missing == tuple(
        datetime(year, 3, day, 2, 30)
        for year, day in ((2027, 14), (2028, 12), (2029, 11), (2030, 10), (2031, 9))
    )
    early = preview(datetime(2027, 1, 10, 1, 30), tz="America/New_York")
    assert early.doubled == tuple(
        datetime(year, 11, day, 1, 30)
        for year, day in ((2027, 7), (2028, 5), (2029, 4), (2030, 3), (2031, 2))
    )


def test_short_months_are_named():
    assert preview(datetime(2027, 1, 31, 16), "FREQ=MONTHLY;BYMONTHDAY=31").is_skipping
    assert not preview(datetime(2027, 1, 28, 16), "FREQ=MONTHLY;BYMONTHDAY=28").is_skipping


def test_nothing_is_strange_where_no_clock_changes():
    planned = preview(datetime(2027, 1, 6, 16), "", reader="Asia/Kolkata")
    assert not planned.is_strange


@settings(max_examples=60)
@given(
    weeks=st.integers(1, 52),
    weekday=st.integers(0, 6),
    position=st.sampled_from(rhythm.POSITIONS),
    is_monthly=st.booleans(),
    day=st.dates(date(2026, 6, 1), date(2028, 6, 1)),
    hour=st.integers(0, 23),
    tz=st.sampled_from(zones.representative()),
)
def test_every_date_shown_is_one_of_the_rhythm_and_still_to_come(
    weeks, weekday, position, is_monthly, day, hour, tz
):
    chosen = rhythm.by_weekday(position, weekday) if is_monthly else rhythm.weekly(weeks, weekday)
    start = datetime.combine(rhythm.next_fitting(chosen, day), datetime.min.time()) + timedelta(
        hours=hour
    )
    planned = preview(start, str(rhythm.rule_of(chosen)), tz=tz)
    walls = [row[0].wall for row in planned.dates]
    assert len(walls) == SHOWN
    for wall in walls:
        assert rhythm.fits(chosen, wall.date())
        assert (wall.hour, wall.minute) == (hour, 0)
        assert wall >= start
        assert zones.resolve_wall(wall, zones.zone(tz)).at + timedelta(hours=1) > NOW
