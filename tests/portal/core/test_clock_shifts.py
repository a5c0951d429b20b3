"""Whose clock a meeting moves on, from which date, by how much."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from events.core.expand import expand
from events.core.recurrence import Schedule, parse_rule
from portal.core.clock_shifts import Shift, shifts
from portal.core.zones import representative, zone


def meeting(tzid: str, start: datetime, year: int) -> list[datetime]:
    schedule = Schedule(start, tzid, timedelta(hours=1), parse_rule("FREQ=WEEKLY"))
    window = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return [one.start for one in expand(schedule, start=window[0], end=window[1])]


def test_berlin_and_new_york_change_their_clocks_on_different_days():
    """New York on 14 March and 7 November 2027, Berlin on 28 March and 31 October."""
    mondays = meeting("Europe/Berlin", datetime(2027, 1, 4, 16), 2027)
    assert list(shifts(mondays, "Europe/Berlin", ["America/New_York", "Asia/Kolkata"])) == [
        Shift(date(2027, 3, 15), "America/New_York", 60, datetime(2027, 3, 15, 11)),
        Shift(date(2027, 3, 29), "America/New_York", -60, datetime(2027, 3, 29, 10)),
        Shift(date(2027, 3, 29), "Asia/Kolkata", -60, datetime(2027, 3, 29, 19, 30)),
        Shift(date(2027, 11, 1), "America/New_York", 60, datetime(2027, 11, 1, 11)),
        Shift(date(2027, 11, 1), "Asia/Kolkata", 60, datetime(2027, 11, 1, 20, 30)),
        Shift(date(2027, 11, 8), "America/New_York", -60, datetime(2027, 11, 8, 10)),
    ]


def test_nothing_moves_in_its_own_zone_or_without_dates():
    mondays = meeting("Europe/Berlin", datetime(2027, 1, 4, 16), 2027)
    assert list(shifts(mondays, "Europe/Berlin", ["Europe/Berlin", "Europe/Paris"])) == []
    assert list(shifts([], "Europe/Berlin", ["America/New_York"])) == []


@settings(max_examples=50)
@given(
    here=st.sampled_from(representative()),
    there=st.sampled_from(representative()),
    hour=st.integers(4, 22),
    year=st.integers(2024, 2036),
)
def test_the_shifts_add_up_to_the_clock_of_every_date(here, there, hour, year):
    dates = meeting(here, datetime(year, 1, 5, hour), year)
    told = {one.day: one.minutes for one in shifts(dates, here, [there])}
    ahead = None
    for at in dates:
        own, other = (at.astimezone(zone(name)).replace(tzinfo=None) for name in (here, there))
        ahead = other - own if ahead is None else ahead + timedelta(minutes=told.get(own.date(), 0))
        assert other - own == ahead
