"""Published schedule text: what is read, what is warned about, what is asked."""

import io
import json
import runpy
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.core.schedule_text import Reading, read_schedule
from portal.core.text_tokens import tidy
from tests.quick import within


def told(text: str) -> list[str]:
    """Each slot as "rule time zone", with "+n" for its offset in weeks; or the question."""
    reading = read_schedule(text)
    return [
        f"{slot.rule} {slot.time:%H:%M} {slot.tz}"
        + (f" +{slot.offset_weeks}" if slot.offset_weeks else "")
        for slot in reading.slots
    ] or [reading.ask]


def only(text: str) -> str:
    (one,) = told(text)
    return one


# Rhythm


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tuesday 9:00 UTC", "FREQ=WEEKLY;BYDAY=TU"),
        ("every Tuesday 9:00 UTC", "FREQ=WEEKLY;BYDAY=TU"),
        ("Tuesdays 9:00 UTC, once a week", "FREQ=WEEKLY;BYDAY=TU"),
        ("Tuesday 9:00 UTC biweekly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Tuesday 9:00 UTC bi-weekly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Tuesday 9:00 UTC fortnightly", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Tuesday 9:00 UTC every fortnight", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Tuesday 9:00 UTC, every other week", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every second week on Tuesday, 9:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("once every two weeks on Tuesday, 9:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("on alternate Tuesdays, 9:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Tuesday 9:00 UTC on alternating weeks", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("every 4 Tuesdays 9:00 UTC", "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU"),
        ("Tuesday 9:00 UTC quad-weekly", "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU"),
        ("3-weekly, Tuesday 9:00 UTC", "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU"),
        ("biweekly, every second Tuesday 9:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("Tuesdays and Thursdays 9:00 UTC, twice weekly", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("Tuesdays and Thursdays 9:00 UTC, twice a week", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("every Tuesday and every Thursday, 9:00 UTC", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("Mon, Wed & Fri 9:00 UTC", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("Mon-Thu 9:00 UTC", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"),
        ("Saturday to Monday 9:00 UTC", "FREQ=WEEKLY;BYDAY=MO,SA,SU"),
        ("weekdays 9:00 UTC", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every single working day, 9:00 UTC", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("daily, Monday to Friday, 9:00 UTC", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("daily 9:00 UTC", "FREQ=DAILY"),
        ("every other day 9:00 UTC", "FREQ=DAILY;INTERVAL=2"),
        ("first Tuesday of the month 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU"),
        ("monthly - third Tuesday, 9:00 UTC", "FREQ=MONTHLY;BYDAY=3TU"),
        ("Tuesday 9:00 UTC Monthly on 4th Tuesday", "FREQ=MONTHLY;BYDAY=4TU"),
        ("first Tuesday, second helpings, 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU"),
        ("first-tuesday 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU"),
        ("every third Tuesday of the month 9:00 UTC", "FREQ=MONTHLY;BYDAY=3TU"),
        ("every last Tuesday 9:00 UTC", "FREQ=MONTHLY;BYDAY=-1TU"),
        ("second-to-last Tuesday monthly 9:00 UTC", "FREQ=MONTHLY;BYDAY=-2TU"),
        ("1st, 3rd and 5th Tuesdays 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU,3TU,5TU"),
        ("last Friday and first Tuesday 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU,-1FR"),
        ("every 2nd and 4th Tuesday 9:00 UTC", "FREQ=MONTHLY;BYDAY=2TU,4TU"),
        ("twice a month, first and third Tuesday 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("2x per month, first and third Tuesday 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("semi-monthly on the 1st/3rd Tuesday 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU,3TU"),
        ("once a month, first Tuesday, 9:00 UTC", "FREQ=MONTHLY;BYDAY=1TU"),
        ("first Tuesday of every other month, 9:00 UTC", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU"),
        ("first Tuesday every quarter, 9:00 UTC", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU"),
        ("first Tuesday of the quarter, 9:00 UTC", "FREQ=MONTHLY;INTERVAL=3;BYDAY=1TU"),
        ("the 1st and 15th of every month, 9:00 UTC", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("every 31st of the month, 9:00 UTC", "FREQ=MONTHLY;BYMONTHDAY=31"),
        ("last day of the month, 9:00 UTC", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ],
)
def test_rhythm(text: str, rule: str):
    assert only(text) == f"{rule} 09:00 UTC"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Wednesday, after the fourth Tuesday, 9:00 UTC",
            "BYDAY=WE;BYMONTHDAY=23,24,25,26,27,28,29",
        ),
        ("the day after the second Tuesday, 9:00 UTC", "BYDAY=WE;BYMONTHDAY=9,10,11,12,13,14,15"),
        ("Monday before the third Tuesday, 9:00 UTC", "BYDAY=MO;BYMONTHDAY=14,15,16,17,18,19,20"),
        ("day before the second Tuesday, 9:00 UTC", "BYDAY=MO;BYMONTHDAY=7,8,9,10,11,12,13"),
        ("Tuesday after the first Tuesday, 9:00 UTC", "BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14"),
    ],
)
def test_a_day_told_by_an_nth_weekday_is_a_window_of_month_days(text: str, days: str):
    assert only(text) == f"FREQ=MONTHLY;{days} 09:00 UTC"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("every second Tuesday 9:00 UTC", "Does “every second Tuesday” mean every other week, or the second Tuesday of the month?"),
        ("Every fourth Monday 9:00 UTC", "Does “every fourth Monday” mean every 4 weeks, or the fourth Monday of the month?"),
        ("bi-monthly on Tuesdays 9:00 UTC", "“Bi-monthly” has two meanings. Do you meet twice a month or every two months?"),
        ("bimonthly on Tuesdays 9:00 UTC", "“Bi-monthly” has two meanings. Do you meet twice a month or every two months?"),
        ("tri-monthly on Tuesdays 9:00 UTC", "How often is “tri-monthly”, in weeks?"),
        ("monthly on Tuesday 9:00 UTC", "Which Tuesday of the month is it: the first, the second, the last?"),
        ("every 7th Tuesday 9:00 UTC", "Does “every 7th Tuesday” mean every 7 weeks, or the 7th Tuesday of the month?"),
        ("7th Tuesday 9:00 UTC", "Which weekday of the month is it: the first, the second, the last?"),
        ("the 99th of the month 9:00 UTC", "Which day of the month is it?"),
        ("first Monday and Tuesday 9:00 UTC", "Which Monday and Tuesday of the month do you mean? Please name each one."),
        ("weekly, biweekly Tuesday 9:00 UTC", "Do you meet every week or every 2 weeks?"),
        ("monthly, quarterly first Tuesday 9:00 UTC", "Do you meet every month or every 3 months?"),
        ("every week, first Tuesday 9:00 UTC", "The text names both weeks and months. How often do you meet?"),
        ("every Tuesday and every other Friday 9:00 UTC", "Do you meet on Tuesday or on Friday?"),
        ("Tuesday, 9:00 UTC, also Friday", "Do you meet on Tuesday or on Friday?"),
        ("first Tuesday 9:00 UTC third Tuesday", "Do you meet on first Tuesday or on third Tuesday?"),
        ("Tuesday or Thursday 9:00 UTC", "The text offers Thursday as one of several days. On which day do you meet?"),
        ("Tuesday on the 15th of the month 9:00 UTC", "Do you meet on a weekday or on a day of the month?"),
        ("twice a week on Tuesdays 9:00 UTC", "You meet 2 times a week. On which days exactly?"),
        ("semiweekly on Tuesdays 9:00 UTC", "You meet 2 times a week. On which days exactly?"),
        ("twice a day 9:00 UTC", "You meet 2 times a day. On which days exactly?"),
        ("daily on Tuesday 9:00 UTC", "The text says daily and names other days too. On which days do you meet?"),
        ("annually, Tuesday 9:00 UTC", "On which dates do you meet, in which years?"),
        ("every 99 weeks Tuesday 9:00 UTC", "How many weeks or months lie between two meetings?"),
        ("Tuesday after the last Monday 9:00 UTC", "The Tuesday after the last Monday can fall in another month. On which dates do you meet?"),
        ("Monday before the first Tuesday 9:00 UTC", "The Monday before the first Tuesday can fall in another month. On which dates do you meet?"),
    ],
)  # fmt: skip
def test_an_unclear_rhythm_is_asked_about(text: str, question: str):
    assert only(text) == question


# Times


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("8:00a", "08:00"),
        ("8:00 am", "08:00"),
        ("8 a.m.", "08:00"),
        ("8a", "08:00"),
        ("1030am", "10:30"),
        ("2PM", "14:00"),
        ("12pm", "12:00"),
        ("12a", "00:00"),
        ("0:30am", "00:30"),
        ("noon", "12:00"),
        ("12 noon", "12:00"),
        ("9:05", "09:05"),
        ("7.30", "07:30"),
        ("16h", "16:00"),
        ("16h15", "16:15"),
        ("1600", "16:00"),
        ("at 0900", "09:00"),
        ("7:00-8:00 AM", "07:00"),
        ("11:30-1:00 PM", "11:30"),
        ("12-1pm", "12:00"),
        ("9am - 10am", "09:00"),
        ("from 9 to 10 am", "09:00"),
        ("between 9:00 and 10:00", "09:00"),
        ("15-16", "15:00"),
        ("13:00-2:00 PM", "13:00"),
    ],
)
def test_clock_times(written: str, clock: str):
    assert only(f"Tuesday {written} CET") == f"FREQ=WEEKLY;BYDAY=TU {clock} Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Tuesday 13:00am ET", "“13:00am” is not a time on any clock. Which time is meant?"),
        ("Tuesday 13:00 pm ET", "“13:00 pm” is not a time on any clock. Which time is meant?"),
        ("Tuesday 0:30pm ET", "“0:30pm” is not a time on any clock. Which time is meant?"),
        ("Tuesday 25:00 ET", "“25:00” is not a time on any clock. Which time is meant?"),
        ("Tuesday 9:75 ET", "“9:75” is not a time on any clock. Which time is meant?"),
        ("Tuesday midnight ET", "Midnight belongs to two days. Do you mean its start (00:00) or its end?"),
        ("Tuesday 9 ET", "Is “9” in the morning or in the evening?"),
        ("Tuesday 9-10 ET", "Is “9” in the morning or in the evening?"),
        ("Tuesday at 9 o'clock", "Is “9” in the morning or in the evening?"),
        ("Tuesday evening, 7:00 ET", "Is the time given in the morning or in the evening?"),
        ("Tuesday around 9am ET", "The text says “around 9am”. When exactly?"),
        ("Tuesday 9:00 ET 10:00 ET", "Is it at 9:00 or at 10:00?"),
    ],
)  # fmt: skip
def test_an_impossible_or_open_time_is_asked_about(text: str, question: str):
    assert only(text) == question


def test_noon_and_midnight_written_with_twelve_are_a_warning():
    assert read_schedule("Tuesday 12:00pm UTC").warnings == ("12:00pm is read as noon.",)
    assert read_schedule("Tuesday 12am UTC").warnings == ("12am is read as midnight.",)


# Zones


@pytest.mark.parametrize(
    ("label", "zone"),
    [
        ("PT", "America/Los_Angeles"),
        ("PT (Pacific Time)", "America/Los_Angeles"),
        ("pst", "America/Los_Angeles"),
        ("PST/PDT", "America/Los_Angeles"),
        ("(US Pacific)", "America/Los_Angeles"),
        ("US/Pacific", "America/Los_Angeles"),
        ("US / Pacific", "America/Los_Angeles"),
        ("Eastern Time (ET)", "America/New_York"),
        ("Eastern Daylight Time", "America/New_York"),
        ("Central", "America/Chicago"),
        ("CST/CDT", "America/Chicago"),
        ("CST (Central Time)", "America/Chicago"),
        ("CST (China Standard Time)", "Asia/Shanghai"),
        ("MST/MDT", "America/Denver"),
        ("PST8PDT", "America/Los_Angeles"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("CEST", "Europe/Berlin"),
        ("CET/CEST", "Europe/Berlin"),
        ("Central European Time", "Europe/Berlin"),
        ("GMT", "UTC"),
        ("GMT/BST", "Europe/London"),
        ("BST (British Summer Time)", "Europe/London"),
        ("UK", "Europe/London"),
        ("IST (India)", "Asia/Kolkata"),
        ("IST (UTC+5:30)", "Asia/Kolkata"),
        ("AEST/AEDT", "Australia/Sydney"),
        ("JST", "Asia/Tokyo"),
        ("Poland", "Europe/Warsaw"),
        ("in Berlin", "Europe/Berlin"),
        ("Berlin time", "Europe/Berlin"),
        ("São Paulo", "America/Sao_Paulo"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Z", "UTC"),
        ("UTC+0", "UTC"),
        ("UTC+8", "Etc/GMT-8"),
        ("UTC-03:00", "Etc/GMT+3"),
        ("GMT+1", "Etc/GMT-1"),
        ("AoE", "Etc/GMT+12"),
    ],
)
def test_zone_labels(label: str, zone: str):
    assert only(f"Tuesday 9:00 {label} weekly") == f"FREQ=WEEKLY;BYDAY=TU 09:00 {zone}"


@pytest.mark.parametrize(
    "text",
    [
        "UTC 9:00 Tuesday",
        "UTC: 9:00, Tuesday",
        "All times are in UTC. Tuesday 9:00.",
        "Tuesday (UTC) 9:00",
        "Tuesday 9:00 in Coordinated Universal Time",
        "Tuesday 9:00 UTC for EMEA/EST timezones, EST-friendly, PT-BR",
        "time '0900' day Tuesday frequency weekly",
    ],
)
def test_a_zone_may_stand_elsewhere_in_the_text(text: str):
    assert only(text) == "FREQ=WEEKLY;BYDAY=TU 09:00 UTC"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Tuesday 9:00 IST", "“IST” is used in Kolkata, Dublin and Jerusalem. Which city's clock do you follow?"),
        ("Tuesday 9:00 CST", "“CST” is used in Chicago and Shanghai. Which city's clock do you follow?"),
        ("Tuesday 9:00 BST", "“BST” is used in London and Dhaka. Which city's clock do you follow?"),
        ("Tuesday 9:00 MST", "“MST” is used in Denver and Phoenix. Which city's clock do you follow?"),
        ("Tuesday 9:00 AEST", "“AEST” is used in Sydney and Brisbane. Which city's clock do you follow?"),
        ("Tuesday 9:00 AEST (UTC+10)", "“AEST” is used in Sydney and Brisbane. Which city's clock do you follow?"),
        ("Tuesday 9:00 UTC+5:30", "“UTC+5:30” is an offset, not a place. Which city's clock do you follow?"),
        ("Tuesday 9:00 UTC+15", "“UTC+15” is not a time zone. Which city's clock do you follow?"),
        ("Tuesday 9:00 UTC-02:20", "“UTC-02:20” is not a time zone. Which city's clock do you follow?"),
        ("Tuesday 9:00 PT/ET", "“PT/ET” names two different clocks. Which one is the time given in?"),
        ("PT: Tuesday 9:00 UTC", "“UTC/PT” names two different clocks. Which one is the time given in?"),
        ("All times are in UTC-8: Tuesday at 9:00 PT", "Is the time given in PT or in UTC-8?"),
        ("Tuesday 9:00 UTC-8 (Pacific Time)", "“UTC-8/Pacific Time” names two different clocks. Which one is the time given in?"),
        ("Tuesday 9:00 local time", "In which time zone do you meet?"),
        ("Tuesday 9:00 Asia/Atlantis", "In which time zone do you meet?"),
    ],
)  # fmt: skip
def test_an_open_zone_is_asked_about(text: str, question: str):
    assert only(text) == question


def test_a_seasonal_label_used_all_year_is_a_warning():
    assert read_schedule("Tuesday 9:00 EST (Eastern Time)").warnings == (
        (
            "“EST” is New York time only for part of the year: from 14 March to 6 November clocks "
            "there show another (as in 2027). It is read as New York time all year."
        ),
    )
    assert read_schedule("Tuesday 9:00 CLT").warnings == (
        (
            "“CLT” is Santiago time only for part of the year: from 5 September to 3 April clocks "
            "there show another (as in 2027). It is read as Santiago time all year."
        ),
    )
    assert read_schedule("Tuesday 9:00 ET").warnings == ()
    assert read_schedule("Tuesday 9:00 EST/EDT").warnings == ()


# One moment in several zones


def test_zones_that_always_agree_say_nothing():
    reading = read_schedule("Tuesday 8:00a PT/11:00a ET")
    assert (only("Tuesday 8:00a PT/11:00a ET"), reading.warnings) == (
        "FREQ=WEEKLY;BYDAY=TU 08:00 America/Los_Angeles",
        (),
    )


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("Tuesday 15:00 PT / 22:00 UTC", "“22:00 UTC” is right only for part of the year: from 7 November to 13 March it is 23:00 there (as in 2027)."),
        ("Tuesday 9am PT (17:00 UTC)", "“17:00 UTC” is right only for part of the year: from 14 March to 6 November it is 16:00 there (as in 2027)."),
        ("Tuesday 8am PT, 4pm UK", "“4pm UK” is right only for part of the year: from 14 March to 27 March and from 31 October to 6 November it is 15:00 there (as in 2027)."),
        ("Tuesday 14:00 UTC (JST 23:00, ET 9:00)", "“9:00 ET” is right only for part of the year: from 14 March to 6 November it is 10:00 there (as in 2027)."),
        ("Tuesday 17:00 PT / Wednesday 9:00 JST", "“9:00 JST” is right only for part of the year: from 7 November to 13 March it is 10:00 there (as in 2027)."),
        ("Tuesday 9:00 PT (UTC-8)", "“UTC-8” is right only for part of the year in America/Los_Angeles."),
        ("Tuesday 16:00 CST / 8:00 UTC", "“CST” can only be Shanghai here."),
    ],
)  # fmt: skip
def test_a_zone_right_for_part_of_the_year_is_a_warning(text: str, warning: str):
    assert read_schedule(text).warnings == (warning,)
    assert len(read_schedule(text).slots) == 1


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Monday 8:00a PT/12a ET", "“8:00a PT” and “12a ET” are never the same moment: at 08:00 in Los Angeles it is 11:00 in New York. Which one is right?"),
        ("Monday 3 p.m. CET / 9 a.m. EDT", "“3 p.m. CET / 9 a.m. EDT” is never true: 3 p.m. CET is 10:00 EDT. Which one is right?"),
        ("Monday 3 p.m. CET / 10 a.m. EDT", "“3 p.m. CET / 10 a.m. EDT” holds only in the few weeks when one of the places has changed its clocks and the other has not. Whose clock do you follow?"),
        ("Monday 9:00 IST / 12:00 UTC", "“IST” is used in Kolkata, Dublin and Jerusalem. Which city's clock do you follow?"),
        ("Tuesday 17:00 PT / Tuesday 9:00 JST", "It is not Tuesday there when you meet. On which weekday do you meet?"),
        ("Tuesday 9:00/17:00 UTC", "Is it at 9:00 or at 17:00?"),
    ],
)  # fmt: skip
def test_zones_that_never_agree_are_asked_about(text: str, question: str):
    assert only(text) == question


def test_one_city_of_an_open_label_may_be_the_only_possible_one():
    assert only("Tuesday 9:00 IST / 3:30 UTC") == "FREQ=WEEKLY;BYDAY=TU 09:00 Asia/Kolkata"


# Several slots


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        (
            "Thursday at 09:00 PT, and every other Thursday at 09:00 UTC+8",
            ["FREQ=WEEKLY;BYDAY=TH 09:00 America/Los_Angeles", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 09:00 Etc/GMT-8"],
        ),
        (
            "every other Wednesday, alternating between EMEA (13:00 UTC) and APAC times (22:00 UTC)",
            ["FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 13:00 UTC", "FREQ=WEEKLY;INTERVAL=4;BYDAY=WE 22:00 UTC +2"],
        ),
        (
            "Alternating between Tuesday at 17:00 UTC, Wednesday at 09:00 UTC, and Friday at 05:00 UTC",
            ["FREQ=WEEKLY;INTERVAL=3;BYDAY=TU 17:00 UTC", "FREQ=WEEKLY;INTERVAL=3;BYDAY=WE 09:00 UTC +1", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR 05:00 UTC +2"],
        ),
        (
            "Thursday alternating between 09:00 UTC and 10:00 UTC",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 09:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 10:00 UTC +1"],
        ),
        (
            "alternating between Tuesdays and Thursdays at 9:00 UTC",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 09:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 09:00 UTC +1"],
        ),
        (
            "first and third Thursdays of every month. The first Thursdays are for EMEA/EST timezones, hosted at 10am ET. The third Thursdays are hosted at 3pm PT.",
            ["FREQ=MONTHLY;BYDAY=1TH 10:00 America/New_York", "FREQ=MONTHLY;BYDAY=3TH 15:00 America/Los_Angeles"],
        ),
        (
            "9am UTC on Tuesdays and 5pm UTC on Thursdays",
            ["FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "FREQ=WEEKLY;BYDAY=TH 17:00 UTC"],
        ),
        (
            "9am UTC and 5pm UTC on Tuesdays",
            ["FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "FREQ=WEEKLY;BYDAY=TU 17:00 UTC"],
        ),
        (
            "Wednesday 11:00 PT and 17:00 UTC+8",
            ["FREQ=WEEKLY;BYDAY=WE 11:00 America/Los_Angeles", "FREQ=WEEKLY;BYDAY=WE 17:00 Etc/GMT-8"],
        ),
        (
            "Biweekly on Thursdays at 13:00 UTC; every 4 Mondays at 7:00 UTC",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 13:00 UTC", "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO 07:00 UTC"],
        ),
        (
            "Biweekly: Thursdays at 13:00 UTC, Mondays at 7:00 UTC",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 13:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 07:00 UTC"],
        ),
        (
            "Tuesday 9am UTC, weekly, and Thursday 5pm UTC, biweekly",
            ["FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 17:00 UTC"],
        ),
        (
            "1st Tuesday of the month 9am UTC, 3rd Tuesday 9am UTC",
            ["FREQ=MONTHLY;BYDAY=1TU 09:00 UTC", "FREQ=MONTHLY;BYDAY=3TU 09:00 UTC"],
        ),
        (
            "daily at 9:00 UTC and 17:00 UTC",
            ["FREQ=DAILY 09:00 UTC", "FREQ=DAILY 17:00 UTC"],
        ),
        (
            "time '1200' day Wednesday frequency biweekly-even; time '2200' day Wednesday frequency biweekly-odd",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 12:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 22:00 UTC +1"],
        ),
        (
            "On odd week numbers we meet Tuesday 4pm UTC, on even week numbers, Tuesday 8am UTC",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 16:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 08:00 UTC +1"],
        ),
        (
            "Every Wednesday at 16:00 UTC (even weeks) and 08:00 UTC (odd weeks)",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 16:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 08:00 UTC +1"],
        ),
        (
            "times alternate weekly between 9am UTC and 5pm UTC on Tuesdays",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 09:00 UTC", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU 17:00 UTC +1"],
        ),
        (
            "Every 2 weeks, Wednesday 6am PT/9am ET (WG); every other Wednesday @ 9am ET (SIG)",
            ["FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 06:00 America/Los_Angeles"],
        ),
    ],
)  # fmt: skip
def test_several_slots(text: str, slots: list[str]):
    assert told(text) == slots


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Tuesday 9am UTC and Thursday 5pm UTC every two weeks", "How often is each of the times used?"),
        ("every other Tuesday at 9:00 UTC and Thursday at 17:00 UTC", "How often is each of the times used?"),
        ("Alternating Tuesdays at 9:00 UTC and 17:00 UTC", "Do the times take turns from week to week, or are all of them held?"),
        ("biweekly Tuesday 9am UTC and 5pm UTC, opposite the TAC", "Do the times take turns from week to week, or are all of them held?"),
        ("Tuesday 9am UTC and 5pm UTC, alternating topics", "Do the times take turns from week to week, and which one comes first?"),
        ("Tuesdays and Fridays alternating between 9am UTC and 5pm UTC", "The times take turns. On which dates is each of them used?"),
        ("monthly, alternating between the first Tuesday 9am UTC and third Friday 5pm UTC", "The times take turns. On which dates is each of them used?"),
        ("Tuesday 9:00 UTC, alternating hosts", "What takes turns: the day, the time or the topic?"),
        ("first and third Tuesday. First Tuesday 9am UTC, fourth Tuesday 5pm UTC", "The text says first Tuesday and third Tuesday, but not at what time on each of these days. When?"),
        ("Tuesday 9am UTC in odd weeks and in even weeks", "In which weeks is each of the times used?"),
        ("Tuesday 9am UTC in even weeks, Friday 5pm UTC biweekly", "In which weeks is each of the times used?"),
        ("Tuesday 9:00 UTC and 10:00 UTC", "The text gives two times close to each other. Which one is right?"),
        ("Tuesday 9:00 UTC and first Tuesday 10:00 UTC", "The text gives two times close to each other. Which one is right?"),
        ("5pm Tuesday each 10:00 CET", "The text names two times, 5pm and 10:00. Which one is used when?"),
        ("Mon 1:00, Tue 2:00, Wed 3:00, Thu 4:00, Fri 5:00, Sat 6:00, Sun 7:00, Mon 8:00, Tue 9:00 UTC", "The text lists very many times. Which one is the meeting's?"),
        ("Tuesday 9:00 UTC, 5pm PT, Friday 7:00", "In which time zone do you meet?"),
    ],
)  # fmt: skip
def test_slots_that_do_not_fit_together_are_asked_about(text: str, question: str):
    assert only(text) == question


def test_topics_may_take_turns_while_the_time_stays():
    reading = read_schedule("Every Thursday at 10:00 UTC (alternating design and general meetings)")
    assert [str(slot.rule) for slot in reading.slots] == ["FREQ=WEEKLY;BYDAY=TH"]
    assert reading.warnings == ("Something else than the time takes turns, like the topic.",)


# The first date


@pytest.mark.parametrize(
    "written",
    [
        "starting Tuesday Oct 28, 2025",
        "(starting October 28th 2025)",
        "from 28 October 2025 onwards",
        "start_date 20251028",
        "2025 start date: Oct. 28th",
        "starts on the 28th of October, 2025",
        "as of 2025-10-28",
        "beginning 2025-10-28T09:00:00Z",
        "since 28.10.2025",
        "since 28-Oct-2025",
        "since 10/28/2025",
        "First meeting: Tuesday, Oct 28 2025",
        "starting 2025-10-28, that is from Oct 28 2025",
    ],
)
def test_a_date_with_a_year_is_the_anchor(written: str):
    answer = read_schedule(f"Tuesday 9:00 UTC biweekly {written}").as_dict()
    assert (answer["anchor"], answer["need_anchor"]) == ("2025-10-28", False)


@pytest.mark.parametrize(
    ("text", "need_anchor", "warnings"),
    [
        ("Tuesday 9:00 UTC", False, []),
        ("Tuesday 9:00 UTC biweekly", True, []),
        ("first Tuesday every 2 months 9:00 UTC", True, []),
        ("every other Friday 9:00 UTC from Nov 17.", True, ["The start (Nov 17) has no year: a first date is needed. It fits the weekday in 2023."]),
        ("every Friday 9:00 UTC from Feb 29", True, ["The start (Feb 29) has no year: a first date is needed."]),
        ("Friday 9:00 UTC starting in June", True, ["The start (June) names no day: a first date is needed."]),
        ("Friday 9:00 UTC starting June 2026", True, ["The start (June 2026) names no day: a first date is needed."]),
        ("Friday 9:00 UTC starting 2026-06", True, ["The start (2026-06) names no day: a first date is needed."]),
        ("biweekly Friday 9:00 UTC, opposite the TAC call", True, ["Its weeks are told by another meeting: a first date is needed."]),
        ("Friday 9:00 UTC, alternating weeks with the TAC", True, ["Its weeks are told by another meeting: a first date is needed."]),
        ("biweekly Friday 9:00 UTC, opposite weeks of the TAC", True, ["Its weeks are told by another meeting: a first date is needed."]),
        ("biweekly Friday 9:00 UTC from 2026-01-09, opposite the TAC", False, []),
        ("biweekly Friday 9:00 UTC on the off weeks of the TAC", True, ["Its weeks are told by another meeting: a first date is needed."]),
        ("biweekly - alternating with regular meeting, Friday 9:00 UTC", True, ["Its weeks are told by another meeting: a first date is needed."]),
        ("Friday 9:00 UTC on odd calendar weeks", True, ["Week numbers start anew after a year of 53 weeks, like 2026: the rhythm is counted from the first date instead."]),
        ("biweekly (even calendar weeks) Friday 9:00 UTC from 2026-01-09", False, ["Week numbers start anew after a year of 53 weeks, like 2026: the rhythm is counted from the first date instead."]),
        ("quadweekly-week-2 Friday 9:00 UTC", True, ["Week numbers start anew after a year of 53 weeks, like 2026: the rhythm is counted from the first date instead."]),
        ("quadweekly-alternate Friday 9:00 UTC", True, ["Week numbers start anew after a year of 53 weeks, like 2026: the rhythm is counted from the first date instead."]),
        ("biweekly 9:00 UTC, starting Friday, Jan 9", True, ["The start (Jan 9) has no year: a first date is needed. It fits the weekday in 2026."]),
        ("every 15th of the month 9:00 UTC from Nov 15", True, ["The start (Nov 15) has no year: a first date is needed."]),
    ],
)  # fmt: skip
def test_what_leaves_the_first_date_open(text: str, need_anchor: bool, warnings: list[str]):
    answer = read_schedule(text).as_dict()
    assert (answer["need_anchor"], answer["warnings"]) == (need_anchor, warnings)


def test_a_dated_start_names_the_weekday():
    reading = read_schedule("every two weeks starting 2025-02-11 at 9:00 UTC")
    assert (str(reading.slots[0].rule), str(reading.anchor)) == (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "2025-02-11",
    )


@pytest.mark.parametrize(
    ("rule", "fits", "not_fits"),
    [
        ("daily", "2026-01-06", None),
        ("biweekly Tuesday", "2026-01-06", "2026-01-07"),
        ("third Tuesday", "2026-01-20", "2026-01-13"),
        ("last Tuesday", "2026-12-29", "2026-12-22"),
        ("Wednesday after the fourth Tuesday", "2026-01-28", "2026-01-21"),
        ("last day of the month", "2026-02-28", "2026-02-27"),
    ],
)
def test_the_anchor_must_fit_the_rule(rule: str, fits: str, not_fits: str | None):
    assert str(read_schedule(f"{rule} 9:00 UTC from {fits}").anchor) == fits
    if not_fits:
        assert only(f"{rule} 9:00 UTC from {not_fits}").startswith(f"{not_fits} is a ")


@pytest.mark.parametrize(
    ("start", "question"),
    [
        ("from Tuesday Oct 29, 2025", "29 October 2025 is a Wednesday, the text says Tuesday. Which date is meant?"),
        ("on even weeks from 2025-12-30", "2025-12-30 is in week 1. In which weeks do you meet?"),
        ("from Feb 30", "“Feb 30” is not a date. Which date is meant?"),
        ("from 2025-13-01", "“2025-13-01” is not a date. Which date is meant?"),
        ("from 1/2/2025", "Is “1/2/2025” 1 February or 2 January?"),
        ("from 2025-01-07 and from 2025-01-14", "Is the first meeting on 2025-01-07 or on 2025-01-14?"),
        ("starting next month", "The text says it starts “next”. On which date, with the year?"),
        ("until 30 June 2026", "The text names an end (30 June 2026). What is the date of the last meeting?"),
        ("through December", "The text names an end (December). What is the date of the last meeting?"),
        ("(2025-01-07)", "Is 2025-01-07 the date of the first meeting?"),
        ("in January 2025", "Is January 2025 the date of the first meeting?"),
    ],
)  # fmt: skip
def test_a_date_that_cannot_be_the_first_is_asked_about(start: str, question: str):
    assert only(f"biweekly Tuesday 9:00 UTC {start}") == question


def test_the_date_of_the_page_is_not_the_first_date():
    reading = read_schedule("biweekly Tuesday 9:00 UTC, last updated: 2025-01-07 (see 2024-01)")
    assert (reading.ok, reading.anchor) == (True, None)


# What is missing, and what cannot be read


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("", "How often, on which weekday, at what time and in which time zone do you meet?"),
        ("Full SIG call", "How often, on which weekday, at what time and in which time zone do you meet?"),
        ("9:00 UTC starting 2025-02-11", "How often and on which weekday do you meet?"),
        ("biweekly, see the calendar", "On which weekday, at what time and in which time zone do you meet?"),
        ("monthly", "On which weekday of the month, at what time and in which time zone do you meet?"),
        ("Tuesday", "At what time and in which time zone do you meet?"),
        ("Tuesday 9:00", "In which time zone do you meet?"),
        ("daily 9:00 UTC; weekly 17:00 UTC", "On which weekday do you meet?"),
        ("weekly 9:00 UTC starting Jan 9", "On which weekday do you meet?"),
        ("9:00 UTC weekly", "On which weekday do you meet?"),
        ("daily", "At what time and in which time zone do you meet?"),
        ("TBD", "The meeting time is not decided yet. On which weekday, at what time and in which time zone do you meet?"),
        ("ad hoc", "The meeting has no fixed rhythm. Could you name the next dates, with time and time zone?"),
        ("Tuesday 16:00 UTC during US DST", "The time seems to change with the season. Which city's clock does it follow?"),
        ("Meets during the TAC call", "You meet inside another meeting. Which one is it, and on which of its dates?"),
        ("Tuesday 9:00 UTC, on hiatus", "The text says the meeting changed or stopped. When do you meet now, if you do?"),
        ("Tuesday 9:00 UTC except holidays", "Some dates seem to be left out. Which ones, and when do you meet otherwise?"),
        ("probably Tuesday 9:00 UTC", "The time sounds provisional. Which weekday, time and time zone hold?"),
        ("biweekly Tuesday 9:00 UTC this spring", "What does “UTC this spring” mean for the dates of the meeting?"),
        ("Tuesday 9:00 UTC, not Fridays", "What does “UTC, not Fridays” mean for the dates of the meeting?"),
        ("Tuesday 9:00 UTC (weeks 2 and 4)", "What does “UTC (weeks 2 and” mean for the dates of the meeting?"),
        ("Tuesday 9:00 UTC on 1 and 15", "What does “UTC on 1 and 15” mean for the dates of the meeting?"),
        ("Tuesday 9:00 UTC in January", "What does “UTC in January” mean for the dates of the meeting?"),
        ("every other second Tuesday 9:00 UTC", "What does “every other second” mean for the dates of the meeting?"),
        ("every second week of the month, Tuesday 9:00 UTC", "What does “every second week” mean for the dates of the meeting?"),
        ("Tuesday 9:00 UTC weekly after the TAC", "What does “UTC weekly after the TAC” mean for the dates of the meeting?"),
        ("Tuesday after the first call, 9:00 UTC", "What does “Tuesday after the first” mean for the dates of the meeting?"),
        ("twice in a while, Tuesday 9:00 UTC", "What does “twice in a” mean for the dates of the meeting?"),
        ("the day after TAC, 9:00 UTC", "What does “the day after TAC,” mean for the dates of the meeting?"),
        ("Tuesday 9:00 UTC interleaved with TAC", "The meeting gives way to another one. In which weeks do you meet?"),
        ("Tuesday 9:00 UTC " + "blah " * 500, "The text is too long to be a schedule. On which weekday, at what time and in which time zone do you meet?"),
    ],
)  # fmt: skip
def test_one_question_names_what_is_missing(text: str, question: str):
    assert read_schedule(text) == Reading(ask=question)


@pytest.mark.parametrize(
    "text",
    [
        "Community call: Tuesdays at 9:00 UTC for 60 minutes, via [Zoom](https://zoom.example/j/1?pwd=2)",
        "**Tuesdays** `9:00 UTC` – you must be signed into a free account to join",
        "Tuesday 9:00 UTC. The first 10 minutes are intros, good first issues come second to nothing.",
        "Tuesday 9:00 UTC (meeting ID 123 456 789, passcode 12, phone: 30), not recorded",
        "Tuesday&nbsp;9:00&nbsp;UTC&mdash;#wg-bear, mail list@example.org, <b>open</b> to all 5 teams",
        "Tuesday 9:00 UTC until further notice",
        "Ｔｕｅｓｄａｙ ９：００ ＵＴＣ 🎉 \u200bweekly\x00",
        "Tuesday to everybody: 9:00 UTC with two hosts",
        "Kubernetes 1.30 release: Tuesday 9:00 UTC, slides of v2.0 from 2024 may be shown",
    ],
)
def test_words_that_say_nothing_about_when_are_passed_over(text: str):
    assert only(text) == "FREQ=WEEKLY;BYDAY=TU 09:00 UTC"


# Any text


HOSTILE = ["[", "(", "<a", "a@", "1", "11:", "UTC+", "end ", "start on ", "opposite a ", "&amp;", "é",
           "every mon and ", "first mon,", "mon after first ", "9am PT/", "mon 9am PT;", "\x00", "𝟙"]  # fmt: skip


# Questions that come with their answers


def answered(text: str) -> dict[str, list[str]]:
    """Each answer in words, and how the text reads with it."""
    return {
        answer.words: told(answer.applied(tidy(text))) for answer in read_schedule(text).answers
    }


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Every 2nd Wednesday 8:00a PT/11:00a ET", {"Every other week": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE 08:00 America/Los_Angeles", "The second Wednesday of the month": "FREQ=MONTHLY;BYDAY=2WE 08:00 America/Los_Angeles"}),
        ("Every fourth Monday 9:00 UTC", {"Every 4 weeks": "FREQ=WEEKLY;INTERVAL=4;BYDAY=MO 09:00 UTC", "The fourth Monday of the month": "FREQ=MONTHLY;BYDAY=4MO 09:00 UTC"}),
        ("Tuesday at 9 UTC", {"At 9am": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "At 9pm": "FREQ=WEEKLY;BYDAY=TU 21:00 UTC"}),
        ("Monday 3 p.m. CET / 9 a.m. EDT", {"15:00 in Berlin": "FREQ=WEEKLY;BYDAY=MO 15:00 Europe/Berlin", "09:00 in New York": "FREQ=WEEKLY;BYDAY=MO 09:00 America/New_York"}),
        ("Tuesday 9:00/17:00 UTC", {"09:00 UTC": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "17:00 UTC": "FREQ=WEEKLY;BYDAY=TU 17:00 UTC"}),
        ("Thursday 14:00 CST biweekly", {"Chicago time": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 14:00 America/Chicago", "Shanghai time": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH 14:00 Asia/Shanghai"}),
        ("bi-monthly Tuesday 9:00 UTC", {"Twice a month": "You meet 2 times a month. On which days exactly?", "Every two months": "Which Tuesday of the month is it: the first, the second, the last?"}),
        ("Tuesday 9:00 UTC weekly from Tuesday 2026-12-02", {"Tuesday 1 December 2026": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "Tuesday 8 December 2026": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC"}),
        ("Tuesday 9:00 UTC weekly from 2026-12-02", {"Tuesday 1 December 2026": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "Tuesday 8 December 2026": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC"}),
        ("Tuesday 9:00 UTC starting 6/1/2026", {"6 January 2026": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "1 June 2026": "2026-06-01 is a Monday, which the rest of the text does not fit. On which date does the series start?"}),
        ("Tuesday 9:00 UTC, 2026-12-01", {"Yes": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC", "No, leave it out": "FREQ=WEEKLY;BYDAY=TU 09:00 UTC"}),
        ("TBD", {}),
    ],
)  # fmt: skip
def test_a_question_whose_answers_can_be_counted_brings_them(text: str, answers: dict[str, str]):
    assert answered(text) == {words: [reads] for words, reads in answers.items()}


def test_which_of_the_month_offers_five_of_them():
    assert [*answered("monthly on Thursday, 9:00 UTC")] == [
        *("The first Thursday", "The second Thursday", "The third Thursday"),
        *("The fourth Thursday", "The last Thursday"),
    ]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("length", [2_000, 10_000])
def test_hostile_text_is_answered_quickly(piece: str, length: int):
    text = (piece * length)[:length]
    assert within(1, lambda: read_schedule(text))
    assert read_schedule(text).as_dict()["ok"] is False


@given(st.text(max_size=3_000))
def test_any_text_has_an_answer(text: str):
    assert isinstance(json.dumps(read_schedule(text).as_dict()), str)


VOCABULARY = [
    "every",
    "each",
    "other",
    "second",
    "third",
    "1st",
    "3rd",
    "first",
    "and",
    "or",
    ",",
    ".",
    ";",
    "(",
    ")",
    "/",
    "-",
    "weekly",
    "biweekly",
    "bi",
    "monthly",
    "Tuesday",
    "Tuesdays",
    "Wed",
    "Fri",
    "9:00",
    "9am",
    "12pm",
    "13:00",
    "1600",
    "noon",
    "PT",
    "PST",
    "CET",
    "EDT",
    "UTC",
    "UTC+8",
    "IST",
    "Poland",
    "Berlin",
    "time",
    "alternating",
    "between",
    "with",
    "interleaved",
    "opposite",
    "week",
    "month",
    "of",
    "the",
    "starting",
    "from",
    "2025-02-11",
    "Jan",
    "7",
    "2026",
    "until",
    "last",
    "on",
    "at",
    "@",
    "4",
    "two",
    "odd",
    "even",
    "after",
    "day",
    "twice",
    "a",
    "per",
    "daily",
    "7-8",
    "AM",
    ":",
    "=",
]


@given(st.lists(st.sampled_from(VOCABULARY), max_size=40).map(" ".join))
@settings(max_examples=300)
def test_any_mixture_of_schedule_words_has_an_answer(text: str):
    reading = read_schedule(text)
    assert reading.ok == bool(reading.slots)
    assert json.loads(json.dumps(reading.as_dict()))["ok"] == reading.ok


RHYTHMS = {
    "weekly": ("FREQ=WEEKLY", False),
    "every week": ("FREQ=WEEKLY", False),
    "biweekly": ("FREQ=WEEKLY;INTERVAL=2", True),
    "every other week": ("FREQ=WEEKLY;INTERVAL=2", True),
    "every three weeks": ("FREQ=WEEKLY;INTERVAL=3", True),
    "every 4 weeks": ("FREQ=WEEKLY;INTERVAL=4", True),
}
CLOCKS = [
    lambda h, m: f"{h:02}:{m:02}",
    lambda h, m: f"{h % 12 or 12}:{m:02} {'ap'[h > 11]}m",
    lambda h, m: f"{h % 12 or 12}:{m:02}{'ap'[h > 11]}",
    lambda h, m: f"{h:02}{m:02}",
]
ZONES = {
    "PT": "America/Los_Angeles",
    "ET (Eastern Time)": "America/New_York",
    "CET": "Europe/Berlin",
    "UTC": "UTC",
    "UTC+8": "Etc/GMT-8",
    "Poland": "Europe/Warsaw",
    "Europe/Paris": "Europe/Paris",
}
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDERS = (
    "{day} {clock} {zone} {rhythm}",
    "{rhythm}, {day} at {clock} {zone}",
    "{rhythm} on {day}s @ {clock} {zone}.",
    "{clock} {zone}, {day}, {rhythm}",
)


@given(
    day=st.sampled_from(NAMES),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    clock=st.sampled_from(CLOCKS),
    zone=st.sampled_from(sorted(ZONES)),
    rhythm=st.sampled_from(sorted(RHYTHMS)),
    order=st.sampled_from(ORDERS),
)
@settings(max_examples=300)
def test_a_canonical_sentence_is_read_exactly(day, hour, minute, clock, zone, rhythm, order):
    text = order.format(day=day, clock=clock(hour, minute), zone=zone, rhythm=rhythm)
    answer = read_schedule(text).as_dict()
    answer.pop("warnings", None)
    rule, need_anchor = RHYTHMS[rhythm]
    assert answer == {
        "ok": True,
        "rrule": f"{rule};BYDAY={day[:2].upper()}",
        "time": f"{hour:02}:{minute:02}",
        "tz": ZONES[zone],
        "anchor": None,
        "need_anchor": need_anchor,
    }


# The command


LINES = [
    b"Wednesday 11:00 PT (Pacific Time) biweekly",
    b"TBD\r",
    b"",
    b"\xff\x00 Tuesday 9:00 UTC",
    b"x" * 50_000,
    b"Tuesday 9:00 UTC",
]


def test_the_command_answers_one_object_a_line(monkeypatch, capfdbinary):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(LINES))))
    monkeypatch.delitem(sys.modules, "events.core.schedule_text")
    runpy.run_module("events.core.schedule_text", run_name="__main__")
    answers = [json.loads(line) for line in capfdbinary.readouterr().out.decode().splitlines()]
    assert answers[0] == {
        "ok": True,
        "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        "time": "11:00",
        "tz": "America/Los_Angeles",
        "anchor": None,
        "need_anchor": True,
        "warnings": [],
    }
    assert [answer["ok"] for answer in answers] == [True, False, False, True, False, True]


def test_the_command_says_nothing_when_its_reader_leaves():
    command = [sys.executable, "-m", "events.core.schedule_text"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.close()
    _, complaint = process.communicate(b"TBD\n" * 1000)
    assert (process.returncode, complaint) == (0, b"")


def test_several_slots_are_a_series():
    assert read_schedule("Tuesday 9am UTC and Friday 5pm UTC").as_dict() == {
        "ok": True,
        "series": [
            {"rrule": "FREQ=WEEKLY;BYDAY=TU", "time": "09:00", "tz": "UTC", "offset_weeks": 0},
            {"rrule": "FREQ=WEEKLY;BYDAY=FR", "time": "17:00", "tz": "UTC", "offset_weeks": 0},
        ],
        "anchor": None,
        "need_anchor": False,
        "warnings": [],
    }
