"""What the database says and what a calendar program makes of the feed are the same dates."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.actions.horizon import materialise
from events.core.expand import expand
from events.core.ics import read_calendar, write_calendar
from events.queries.feed import feed_of_series
from portal.core import zones
from tests.factories.events import SeriesFactory

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def slots(draw):
    """A first date, and a rule that begins with it."""
    start = date(2026, 2, 3) + timedelta(days=draw(st.integers(0, 60)))
    day = DAYS[start.weekday()]
    nth = (start.day - 1) // 7 + 1
    rules = [
        "",
        f"FREQ=WEEKLY;BYDAY={day}",
        f"FREQ=WEEKLY;INTERVAL=2;BYDAY={day}",
        f"FREQ=MONTHLY;BYDAY={nth}{day}",
        f"FREQ=MONTHLY;BYMONTHDAY={start.day}",
        "FREQ=DAILY;INTERVAL=3;COUNT=20",
    ]
    rule = draw(st.sampled_from(rules))
    until = draw(st.none() | st.integers(0, 300)) if rule and "COUNT" not in rule else None
    return {
        "start_date": start,
        "start_time": time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 15, 30]))),
        "tzid": draw(st.sampled_from(zones.pickable())),
        "rrule": rule,
        "until_date": None if until is None else start + timedelta(days=until),
    }


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(slot=slots())
def test_every_rule_in_every_zone_gives_the_same_dates_as_rows_and_as_feed(slot):
    series = SeriesFactory(slots=[slot])
    materialise(series=series, now=NOW)
    feed = feed_of_series(series)
    calendar = read_calendar(write_calendar(feed.name, feed.events()))
    assert calendar.problems == ()
    (event,) = calendar.events
    found = expand(event.schedule, start=NOW, end=NOW + timedelta(days=500))
    rows = series.occurrences.filter(
        ends_at__gt=NOW, starts_at__lt=NOW + timedelta(days=500)
    ).order_by("starts_at")
    assert [(one.recurrence_id.date(), one.start, one.end) for one in found] == [
        (row.original_date, row.starts_at, row.ends_at) for row in rows
    ]


def test_newcomers_read_in_their_calendar_that_it_begins_with_introductions(make_series):
    feed = feed_of_series(make_series(has_introductions=True, place="Hall 4, Berlin"))
    (event,) = read_calendar(write_calendar(feed.name, feed.events())).events
    assert "The first ten minutes are introductions." in event.description
    assert event.location == "Hall 4, Berlin"
