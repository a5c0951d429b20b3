"""Deadlines as people publish them: an instant, a window, or the reason why nobody can tell."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentorship.core.deadline_text import Reading, read_deadline
from portal.core import zones
from portal.core.text_dates import DAY_NAMES, MONTH_NAMES
from portal.core.text_tokens import LONGEST

TODAY = date(2026, 2, 1)
NO_HOUR = "No hour is named: the last day is read to its end."
NO_FIRST_HOUR = "No hour is named for the beginning: the day is read from its start."


def read(text: str) -> Reading:
    return read_deadline(text, today=TODAY)


def told(reading: Reading) -> str:
    """Like "2026-08-03 23:59 Asia/Seoul = 2026-08-03T14:59Z"."""
    closes = reading.closes
    return f"{closes.wall:%Y-%m-%d %H:%M} {closes.tz} = {closes.at:%Y-%m-%dT%H:%MZ}"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-08-03 23:59 UTC", "2026-08-03 23:59 UTC = 2026-08-03T23:59Z"),
        ("Aug 3, 2026 23:59 GMT", "2026-08-03 23:59 UTC = 2026-08-03T23:59Z"),
        ("Aug 3, 2026 23:59 AoE", "2026-08-03 23:59 Etc/GMT+12 = 2026-08-04T11:59Z"),
        ("3 August 2026, 23:59 (anywhere on Earth)", "2026-08-03 23:59 Etc/GMT+12 = 2026-08-04T11:59Z"),
        ("4pm Berlin time, 3 Aug 2026", "2026-08-03 16:00 Europe/Berlin = 2026-08-03T14:00Z"),
        ("13.8.2026 18:00 UTC+5:30", "2026-08-13 18:00 +05:30 = 2026-08-13T12:30Z"),
        ("UTC 10-Aug-2026 16:00", "2026-08-10 16:00 UTC = 2026-08-10T16:00Z"),
        # The weekday may stand behind, and numbers may count something that is named.
        ("3 August 2026 (Monday), 23:59 UTC", "2026-08-03 23:59 UTC = 2026-08-03T23:59Z"),
        ("Cohort 3: Aug 3, 2026 23:59 UTC (Week 12)", "2026-08-03 23:59 UTC = 2026-08-03T23:59Z"),
        ("before 23:59 UTC on Aug 3, 2026", "2026-08-03 23:59 UTC = 2026-08-03T23:59Z"),
        # Without a year it is the next such day, if its weekday says so.
        ("Mon Aug 3, 23:59 UTC", "2026-08-03 23:59 UTC = 2026-08-03T23:59Z"),
        ("Thu Jan 28, 23:59 UTC", "2027-01-28 23:59 UTC = 2027-01-28T23:59Z"),
        # Letters hold while clocks show them, to the minute.
        ("Aug 3, 2026 5 PM PDT", "2026-08-03 17:00 America/Los_Angeles = 2026-08-04T00:00Z"),
        ("Nov 1, 2026 1:30 AM PDT", "2026-11-01 01:30 America/Los_Angeles = 2026-11-01T08:30Z"),
        ("Nov 1, 2026 1:30 AM PST", "2026-11-01 01:30 America/Los_Angeles = 2026-11-01T09:30Z"),
        ("Jan 13, 2027 23:59 CLST", "2027-01-13 23:59 America/Santiago = 2027-01-14T02:59Z"),
        # What clocks there show, in either half of the year.
        ("Aug 3, 2026 5 PM PT", "2026-08-03 17:00 America/Los_Angeles = 2026-08-04T00:00Z"),
        ("Aug 3, 2026 5 PM PST/PDT", "2026-08-03 17:00 America/Los_Angeles = 2026-08-04T00:00Z"),
        # One moment told twice, in either order, on the same day or the next.
        ("Aug 3, 2026 23:59 KST / 14:59 UTC", "2026-08-03 23:59 Asia/Seoul = 2026-08-03T14:59Z"),
        ("23:59 KST / 14:59 UTC on Aug 3, 2026", "2026-08-03 23:59 Asia/Seoul = 2026-08-03T14:59Z"),
        ("Aug 3, 2026 23:59 KST, Seoul time", "2026-08-03 23:59 Asia/Seoul = 2026-08-03T14:59Z"),
        ("Aug 3, 2026 11PM PDT (UTC-7)", "2026-08-03 23:00 America/Los_Angeles = 2026-08-04T06:00Z"),
        ("Aug 3, 2026 11PM PDT (06:00 UTC)", "2026-08-03 23:00 America/Los_Angeles = 2026-08-04T06:00Z"),
        ("Aug 3, 2026 11PM PDT (06:00 UTC Aug 4)", "2026-08-03 23:00 America/Los_Angeles = 2026-08-04T06:00Z"),
        ("Nov 1, 2026 1:30 AM PT (09:30 UTC)", "2026-11-01 01:30 America/Los_Angeles = 2026-11-01T09:30Z"),
    ],
)  # fmt: skip
def test_a_clear_line_is_one_instant(text, meant):
    reading = read(text)
    assert (told(reading), reading.opens, reading.warnings, reading.why) == (meant, None, (), "")


@pytest.mark.parametrize(
    ("text", "meant", "warning"),
    [
        ("August 3, 2026 AoE", "2026-08-03 23:59 Etc/GMT+12 = 2026-08-04T11:59Z", NO_HOUR),
        ("August 3, 2026 12 PM UTC", "2026-08-03 12:00 UTC = 2026-08-03T12:00Z", "12 PM is read as noon."),
        # Letters that cannot hold, beside what tells the instant: the hour is right, or the letters are.
        (
            "Aug 3, 2026 5PM PST (00:00 UTC)",
            "2026-08-04 00:00 UTC = 2026-08-04T00:00Z",
            "“PST” does not hold on 3 August 2026, when Los Angeles is on PDT: it is 17:00 PDT there.",
        ),
        (
            "Aug 3, 2026 5PM PST (01:00 UTC)",
            "2026-08-04 01:00 UTC = 2026-08-04T01:00Z",
            "“PST” does not hold on 3 August 2026, when Los Angeles is on PDT: it is 18:00 PDT there.",
        ),
        (
            "January 5, 2027 9:00 IST / 09:00 UTC",
            "2027-01-05 09:00 UTC = 2027-01-05T09:00Z",
            "“IST” does not hold on 5 January 2027, when Dublin is on GMT: it is 09:00 GMT there.",
        ),
        # Letters of several places, where the rest or the day itself leaves one clock.
        ("Aug 3, 2026 11PM CST / 15:00 UTC", "2026-08-03 23:00 Asia/Shanghai = 2026-08-03T15:00Z", "“CST” is read as Shanghai time."),
        ("Aug 3, 2026 11PM IST (UTC+5:30)", "2026-08-03 23:00 Asia/Kolkata = 2026-08-03T17:30Z", "“IST” is read as Kolkata time."),
        ("Jan 5, 2027 9:00 MST", "2027-01-05 09:00 America/Denver = 2027-01-05T16:00Z", "“MST” is read as Denver time."),
    ],
)  # fmt: skip
def test_what_is_odd_but_clear_comes_with_a_warning(text, meant, warning):
    reading = read(text)
    assert (told(reading), reading.warnings) == (meant, (warning,))


@pytest.mark.parametrize(
    ("text", "opens", "closes", "warnings"),
    [
        ("Aug 3, 2026, 10:00 – Aug 18, 23:59 (all times UTC)", "2026-08-03T10:00Z", "2026-08-18T23:59Z", ()),
        ("Mon Dec 14, 9:00 UTC to Fri Jan 15, 23:59 UTC", "2026-12-14T09:00Z", "2027-01-15T23:59Z", ()),
        ("Dec 14, 2026, 9:00 UTC - until Jan 15, 23:59 UTC", "2026-12-14T09:00Z", "2027-01-15T23:59Z", ()),
        ("Dec 14, 9:00 UTC - Jan 15, 2027, 23:59 UTC", "2026-12-14T09:00Z", "2027-01-15T23:59Z", ()),
        # Los Angeles is on winter time at the beginning: the letters are those of the end.
        ("from Mar 1 to Mar 20, 2026, 5 PM PDT", "2026-03-01T08:00Z", "2026-03-21T00:00Z", (NO_FIRST_HOUR,)),
        ("Mar 1, 2026 - Mar 20, 2026 AoE", "2026-03-01T12:00Z", "2026-03-21T11:59Z", (NO_HOUR, NO_FIRST_HOUR)),
    ],
)  # fmt: skip
def test_two_dates_with_a_dash_are_a_window(text, opens, closes, warnings):
    reading = read(text)
    assert (reading.opens.at, reading.closes.at) == (
        datetime.fromisoformat(opens),
        datetime.fromisoformat(closes),
    )
    assert reading.warnings == warnings


@pytest.mark.parametrize(
    ("text", "why"),
    [
        # Something is missing.
        ("", "The text names no date. On which day is it, with the year?"),
        ("apply until 23:59 UTC", "The text names no date. On which day is it, with the year?"),
        ("August 2026 UTC", "“August 2026” names no day. Which one is meant?"),
        ("Aug 3, 23:59 UTC", "“Aug 3” has no year. Which one is meant?"),
        ("Aug 3, 2026", "“3 August 2026” has no time zone. Whose clock is meant?"),
        ("Aug 3, 2026 23:59", "“23:59” has no time zone. Whose clock is meant?"),
        ("Aug 3, 2026 23:59 / 14:59 UTC", "“23:59” has no time zone. Whose clock is meant?"),
        # Something cannot be.
        ("Feb 30, 2026 23:59 UTC", "“Feb 30 2026” is not a date. Which date is meant?"),
        ("Sunday Aug 3, 2026 23:59 UTC", "3 August 2026 is a Monday, the text says Sunday. Which date is meant?"),
        ("3 August 2026 (Sunday), 23:59 UTC", "3 August 2026 is a Monday, the text says Sunday. Which date is meant?"),
        ("Tue Aug 3, 23:59 UTC", "3 August 2026 is a Monday, the text says Tuesday. Which date is meant?"),
        ("Aug 3, 2026 25:00 UTC", "“25:00” is not a time on any clock. Which time is meant?"),
        ("Aug 18, 2026 - Aug 3, 2026, 23:59 UTC", "The end does not come after the beginning. Which dates are meant?"),
        ("March 8, 2026 2:30 AM PT", "Clocks in Los Angeles skip 02:30 on 8 March 2026. Which hour is meant?"),
        ("March 8, 2026 2:30 AM PST", "Clocks in Los Angeles skip 02:30 on 8 March 2026. Which hour is meant?"),
        # Letters that do not hold, with the two instants they leave.
        ("Aug 3, 2026 9:00 EST", "“EST” does not hold on 3 August 2026, when New York is on EDT: 9:00 is 14:00 UTC as written and 13:00 UTC by the clocks there. Which one is meant?"),
        ("Aug 3, 2026 23:59 Pacific Standard Time", "“Pacific Standard Time” does not hold on 3 August 2026, when Los Angeles is on PDT: 23:59 is 07:59 UTC on 4 August 2026 as written and 06:59 UTC on 4 August 2026 by the clocks there. Which one is meant?"),
        ("Jan 13, 2027 12:00 CLT", "“CLT” does not hold on 13 January 2027, when Santiago is on UTC−3: 12:00 is 16:00 UTC as written and 15:00 UTC by the clocks there. Which one is meant?"),
        ("March 28, 2026 20:30 PST / 04:30 CET", "“PST” does not hold on 28 March 2026, when Los Angeles is on PDT: 20:30 is 04:30 UTC on 29 March 2026 as written and 03:30 UTC on 29 March 2026 by the clocks there. Which one is meant?"),
        # Several meanings, none of which anything else tells.
        ("Aug 3, 2026 11PM IST", "“IST” is used in Kolkata, Dublin and Jerusalem. Which city's clock is meant?"),
        ("Nov 1, 2026 1:30 AM PT", "Clocks in Los Angeles show 01:30 twice on 1 November 2026, at 08:30 UTC and 09:30 UTC. Which one is meant?"),
        ("8/3/2026 23:59 UTC", "Is “8/3/2026” 8 March or 3 August?"),
        ("Aug 3, 2026 at 8 UTC", "Is “8” in the morning or in the evening?"),
        ("Aug 3, 2026 12 AM UTC", "“12 AM” belongs to two days. Is 00:00 meant, or 23:59?"),
        ("Aug 3, 2026, midnight UTC", "Midnight belongs to two days. Do you mean its start (00:00) or its end?"),
        ("before Aug 3, 2026 UTC", "Does “before” leave out the day itself? Which hour is meant?"),
        ("Aug 3, 2026 10:00-12:00 UTC", "“10:00 - 12:00 UTC” is a span of time. Which hour of it is meant?"),
        # Two instants.
        ("Aug 3, 2026 23:59 KST / 08:59 PST", "23:59 KST on 3 August 2026 is 07:59 in Los Angeles, not 08:59: they are 1 hour apart. Which one is right?"),
        ("Aug 3, 2026 11PM PDT (UTC-8)", "11PM PDT on 3 August 2026 is 22:00 UTC−8, not 11PM: they are 1 hour apart. Which one is right?"),
        ("Aug 3, 2026 12:00 UTC / 17:45 UTC+5:30", "12:00 UTC on 3 August 2026 is 17:30 UTC+05:30, not 17:45: they are 15 minutes apart. Which one is right?"),
        ("Aug 3, 2026 8:00 UTC, talks on Aug 20, 2026 9:00 UTC", "8:00 UTC on 3 August 2026 is 08:00 UTC on 3 August 2026, not 9:00 on 20 August 2026: they are 17 days 1 hour apart. Which one is right?"),
        # Words, numbers and zones that nothing reads.
        ("Deadline extended to Aug 18, 2026 23:59 UTC", "What does “extended” mean for the deadline?"),
        ("every Monday 9:00 UTC", "What does “every” mean for the deadline?"),
        ("Monday, Aug 3, 2026, Tuesday 9:00 UTC", "What does “Tuesday” mean for the deadline?"),
        ("Aug 3 - 18, 2026, 23:59 UTC", "What does “18” mean for the deadline?"),
        ("Aug 3, Aug 18, 2026 23:59 UTC", "What does “Aug 3” mean for the deadline?"),
        ("Aug 3, 2026 23:59 UTC, Aug 18, 2026", "What does “Aug 18 2026” mean for the deadline?"),
        ("UTC EST Aug 3, 2026 23:59", "What does “UTC” mean for the deadline?"),
        ("Aug 3, 2026 23:59 America/Nowhere (UTC)", "What does “America/Nowhere” mean for the deadline?"),
        ("Aug 3, 2026 23:59 MEZ (UTC)", "“MEZ” is no time zone known here. Whose clock is meant?"),
        ("2026-08-03T23:59Z", "Please write date, hour and zone of “2026-08-03T23:59Z” apart."),
        ("x" * (LONGEST + 1), "The text is too long to be a deadline."),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_refused_with_its_reason(text, why):
    assert read(text) == Reading(why=why)


days = st.dates(date(2000, 1, 1), date(2037, 12, 31))
clocks = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))
places = st.sampled_from([name for name in zones.pickable() if name != "UTC"])


def written(day: date, clock: time) -> str:
    weekday, month = DAY_NAMES[day.weekday()], MONTH_NAMES[day.month - 1]
    return f"{weekday}, {month} {day.day}, {day.year} at {clock:%H:%M}"


@given(days, clocks, places)
def test_an_hour_with_its_place_is_read_as_zone_data_has_it(day, clock, place):
    """An oracle of its own: the two ways zoneinfo resolves a wall time."""
    wall = datetime.combine(day, clock)
    either = {wall.replace(tzinfo=zones.zone(place), fold=fold).astimezone(UTC) for fold in (0, 1)}
    reading = read(f"{written(day, clock)} {place}")
    if len(either) == 1:
        [at] = either
        assert (reading.closes.at, reading.closes.wall, reading.closes.tz) == (at, wall, place)
    else:
        assert reading.closes is None


@given(days, clocks, places, places)
def test_one_moment_told_twice_is_that_moment_and_an_hour_off_is_refused(day, clock, here, there):
    wall = datetime.combine(day, clock)
    at = zones.resolve_wall(wall, zones.zone(here))
    assume(not at.is_gap and not at.is_doubled)
    for shift, is_right in ((timedelta(), True), (timedelta(hours=1), False)):
        other = (at.at + shift).astimezone(zones.zone(there)).replace(tzinfo=None)
        again = zones.resolve_wall(other, zones.zone(there))
        assume(not again.is_doubled and other.second == 0)
        text = f"{written(day, clock)} {here} / {written(other.date(), other.time())} {there}"
        assert (read(text).closes is not None) is is_right


@given(days, clocks, st.sampled_from(["PST", "PDT", "EST", "EDT", "CET", "CEST", "NZST", "NZDT"]))
def test_letters_are_taken_exactly_where_clocks_show_them(day, clock, letters):
    """Zone data names its clocks itself."""
    region = {"P": "America/Los_Angeles", "E": "America/New_York"} | {
        "C": "Europe/Berlin",
        "N": "Pacific/Auckland",
    }
    there = zones.zone(region[letters[0]])
    wall = datetime.combine(day, clock)
    either = {wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1)}
    shown = [
        at
        for at in either
        if at.astimezone(there).tzname() == letters
        and at.astimezone(there).replace(tzinfo=None) == wall
    ]
    reading = read(f"{written(day, clock)} {letters}")
    assert [reading.closes.at] == shown if reading.closes else shown == []


pieces = st.sampled_from(
    [
        *("Aug 3", "August 3, 2026", "Mon", "Monday,", "2026", "10-Jan-2020", "29 February", "2026-08-03"),
        *("23:59", "12 AM", "9", "at 9", "11AM", "noon", "midnight", "10:00-12:00", "2359"),
        *("UTC", "PST", "PDT", "KST", "CST", "IST", "AoE", "(UTC-7)", "Pacific", "PST/PDT", "US / Pacific"),
        *("-", "/", "(", ")", "to", "until", "or", "before", "Week", "12", ",", "Berlin time", "–"),
    ]
)  # fmt: skip


@given(st.lists(pieces, max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    reading = read(text)
    assert (reading.closes is None) is bool(reading.why)
    assert reading.opens is None or reading.opens.at < reading.closes.at
