import time
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from events.core.recurrence import (
    BudgetSpent,
    NeverHappens,
    RuleRefused,
    parse_rule,
    starts_on_rule,
    walls,
)
from tests.events.core import brute_force
from tests.events.core.brute_force import rules, starts
from tests.quick import within

START = datetime(2026, 10, 20, 9)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("FREQ=WEEKLY;BYDAY=WE;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("RRULE:freq=weekly;byday=th,tu;", "FREQ=WEEKLY;BYDAY=TU,TH"),
        ("FREQ=DAILY;INTERVAL=1;WKST=MO", "FREQ=DAILY"),
        ("FREQ=MONTHLY;BYDAY=-1TH,+2TU", "FREQ=MONTHLY;BYDAY=2TU,-1TH"),
        ("FREQ=MONTHLY;BYMONTHDAY=31,-1,15", "FREQ=MONTHLY;BYMONTHDAY=15,31,-1"),
        ("FREQ=WEEKLY;WKST=SU;COUNT=10", "FREQ=WEEKLY;COUNT=10;WKST=SU"),
        ("UNTIL=20261110T140000Z;FREQ=WEEKLY", "FREQ=WEEKLY;UNTIL=20261110T140000Z"),
        ("FREQ=WEEKLY;UNTIL=20261110", "FREQ=WEEKLY;UNTIL=20261110"),
        ("FREQ=WEEKLY;UNTIL=20261110T090000", "FREQ=WEEKLY;UNTIL=20261110T090000"),
        (
            "FREQ=YEARLY;BYSETPOS=1;BYMONTH=3,1;BYDAY=MO",
            "FREQ=YEARLY;BYDAY=MO;BYMONTH=1,3;BYSETPOS=1",
        ),
    ],
)
def test_each_rule_has_one_spelling(written, canonical):
    assert str(parse_rule(written)) == canonical


@settings(deadline=None)
@given(rules())
def test_the_canonical_text_reads_back_as_the_same_rule(rule):
    assert parse_rule(str(rule)) == rule


def test_until_keeps_the_form_it_was_published_in():
    untils = [
        parse_rule(f"FREQ=DAILY;UNTIL={text}").until
        for text in ("20261110T140000Z", "20261110T090000", "20261110")
    ]
    assert untils == [
        datetime(2026, 11, 10, 14, tzinfo=UTC),
        datetime(2026, 11, 10, 9),
        date(2026, 11, 10),
    ]


def refuses(text):
    with pytest.raises(RuleRefused):
        parse_rule(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=SECONDLY", "daily, weekly, monthly or yearly, not “secondly”"),
        ("FREQ=MINUTELY", "not “minutely”"),
        ("FREQ=HOURLY", "not “hourly”"),
        ("FREQ=FORTNIGHTLY", "not “fortnightly”"),
        ("INTERVAL=2", "A meeting repeats"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is outside 1 to 366"),
        ("FREQ=DAILY;INTERVAL=367", "INTERVAL=367 is outside"),
        ("FREQ=DAILY;COUNT=0", "COUNT=0 is outside 1 to 1000"),
        ("FREQ=DAILY;COUNT=1001", "COUNT=1001 is outside"),
        ("FREQ=DAILY;COUNT=-1", "COUNT=-1 is outside"),
        ("FREQ=DAILY;COUNT=٣", "COUNT=٣ is outside"),
        ("FREQ=DAILY;BYHOUR=9,17", "BYHOUR is not a part of a rule we can follow"),
        ("FREQ=DAILY;BYMINUTE=0", "BYMINUTE is not a part"),
        ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO is not a part"),
        ("FREQ=YEARLY;BYYEARDAY=100", "BYYEARDAY is not a part"),
        ("FREQ=YEARLY;RSCALE=HEBREW", "RSCALE is not a part"),
        ("FREQ=DAILY;FREQ=WEEKLY", "stands there twice"),
        ("FREQ=DAILY;COUNT", "“COUNT” is not a part of a rule"),
        ("FREQ=DAILY;COUNT=", "“COUNT=” is not a part of a rule"),
        ("", "is not a part of a rule"),
        ("FREQ=WEEKLY;BYDAY=XX", "“XX” is not a day of the week"),
        ("FREQ=MONTHLY;BYDAY=0MO", "“0MO” is not a day of the week"),
        ("FREQ=MONTHLY;BYDAY=6MO", "No month has six"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "No month has six"),
        ("FREQ=WEEKLY;BYDAY=2MO", "Only a monthly or yearly rule"),
        ("FREQ=DAILY;BYDAY=2MO", "Only a monthly or yearly rule"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20", "not both"),
        ("FREQ=WEEKLY;BYMONTHDAY=13", "cannot ask for days of the month"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "outside -31 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "outside -31 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=x", "not a list of whole numbers"),
        ("FREQ=YEARLY;BYMONTH=13", "outside 1 to 12"),
        ("FREQ=MONTHLY;BYSETPOS=2", "BYSETPOS needs days"),
        ("FREQ=YEARLY;BYMONTH=3,9;BYSETPOS=1", "BYSETPOS needs days"),
        ("FREQ=WEEKLY;WKST=XX", "WKST=XX is not a day"),
        ("FREQ=WEEKLY;UNTIL=soon", "UNTIL=SOON is not a date"),
        ("FREQ=WEEKLY;UNTIL=20260230", "not a date in any calendar"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never gives a date"),
        ("FREQ=MONTHLY;BYMONTHDAY=-31;BYMONTH=2,4", "never gives a date"),
        ("FREQ=DAILY;" + "X" * 500, "longer than any meeting needs"),
    ],
)
def test_a_rule_no_meeting_follows_is_refused_with_a_reason_at_once(text, why):
    with pytest.raises(RuleRefused) as refused:
        parse_rule(text)
    assert why in str(refused.value)
    assert within(0.05, lambda: refuses(text))


def test_refusing_a_bomb_takes_less_than_a_millisecond():
    assert within(0.001, lambda: refuses("FREQ=SECONDLY;INTERVAL=1"), goes=20)


def test_thirty_february_is_told_apart_from_what_we_do_not_allow():
    with pytest.raises(NeverHappens):
        parse_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")


def test_a_part_that_only_repeats_the_start_is_let_pass():
    text = "FREQ=DAILY;BYHOUR=9;BYMINUTE=00;BYSECOND=0"
    assert str(parse_rule(text, start=START)) == "FREQ=DAILY"
    with pytest.raises(RuleRefused, match="BYHOUR"):
        parse_rule("FREQ=DAILY;BYHOUR=10", start=START)


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ("FREQ=WEEKLY", True),
        ("FREQ=WEEKLY;BYDAY=TU", True),
        ("FREQ=WEEKLY;BYDAY=WE", False),
        ("FREQ=MONTHLY;BYDAY=3TU", True),
        ("FREQ=MONTHLY;BYDAY=2TU", False),
        ("FREQ=MONTHLY;BYDAY=1TH", False),
    ],
)
def test_a_first_date_is_on_its_rule_or_not(rule, fits):
    assert starts_on_rule(START, parse_rule(rule)) is fits


def dates(rule: str, start: datetime, until: datetime) -> list[str]:
    found = walls(parse_rule(rule), start, after=start, before=until)
    return [f"{each:%m-%d}" for each in found]


def test_two_spellings_of_the_second_and_fourth_tuesday():
    start, until = datetime(2026, 10, 13, 10), datetime(2026, 12, 31)
    expected = ["10-13", "10-27", "11-10", "11-24", "12-08", "12-22"]
    assert dates("FREQ=MONTHLY;BYDAY=2TU,4TU", start, until) == expected
    assert dates("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,4", start, until) == expected


def test_the_wednesday_after_the_fourth_tuesday():
    rule = "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=23,24,25,26,27,28,29"
    start = datetime(2026, 7, 29)
    assert dates(rule, start, datetime(2026, 11, 1)) == ["07-29", "08-26", "09-23", "10-28"]


def test_short_months_and_years_are_skipped_not_clipped():
    assert dates("FREQ=MONTHLY", datetime(2026, 8, 31), datetime(2027, 2, 1)) == [
        "08-31",
        "10-31",
        "12-31",
        "01-31",
    ]
    last_mondays = dates("FREQ=YEARLY;BYDAY=53MO", datetime(2024, 12, 30), datetime(2031, 1, 1))
    assert last_mondays == ["12-30", "12-31"]
    leap = walls(
        parse_rule("FREQ=YEARLY"),
        datetime(2024, 2, 29),
        after=datetime(2024, 2, 29),
        before=datetime(2033, 1, 1),
    )
    assert [each.year for each in leap] == [2024, 2028, 2032]


def test_every_other_tuesday_stays_so_over_a_year_of_53_weeks():
    found = dates("FREQ=WEEKLY;INTERVAL=2", datetime(2026, 12, 15), datetime(2027, 1, 27))
    assert found == ["12-15", "12-29", "01-12", "01-26"]


def test_positions_count_the_whole_week_also_in_the_first():
    """The first date is the Friday: as second of Monday, Wednesday and Friday it is too late."""
    rule = "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2"
    assert dates(rule, datetime(2026, 10, 23), datetime(2026, 11, 5)) == ["10-28", "11-04"]


@settings(deadline=None)
@given(rules(), starts(), st.integers(0, 4000), st.integers(0, 400))
def test_jumping_over_the_years_before_changes_nothing(rule, start, skipped, length):
    after = start + timedelta(days=skipped)
    before = after + timedelta(days=length)
    walked = [each for each in walls(rule, start, after=start, before=before) if each >= after]
    assert [*walls(rule, start, after=after, before=before)] == walked


def test_a_daily_meeting_since_1900_costs_what_one_since_today_does():
    rule = parse_rule("FREQ=DAILY")
    window = {"after": datetime(2026, 1, 1), "before": datetime(2026, 2, 1)}
    assert len([*walls(rule, datetime(1900, 1, 1), **window)]) == 32
    assert within(0.05, lambda: [*walls(rule, datetime(1900, 1, 1), **window)])


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;BYDAY=MO;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=DAILY;BYDAY=MO;BYSETPOS=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
    ],
)
def test_a_rule_that_finds_nothing_for_centuries_stops_searching(text):
    start = datetime(1901, 1, 1)
    began = time.process_time()
    with suppress(BudgetSpent):
        [*walls(parse_rule(text), start, after=start, before=datetime(2199, 1, 1))]
    assert time.process_time() - began < 2


def test_a_search_of_twenty_thousand_days_is_given_up():
    rule = parse_rule("FREQ=DAILY;BYDAY=MO;BYSETPOS=2")
    start = datetime(1900, 1, 1)
    with pytest.raises(BudgetSpent):
        [*walls(rule, start, after=start, before=datetime(2199, 1, 1))]


@settings(deadline=None, max_examples=120)
@given(rules(), starts())
def test_dateutil_finds_the_same_dates(rule, start):
    """Where it is right: in the first week it counts positions from the first date on."""
    assume(not (rule.freq == "WEEKLY" and rule.positions))
    end = start + timedelta(days=800)
    ours = [*walls(rule, start, after=start, before=end)]
    assume(ours)
    assert ours == [*takewhile(lambda wall: wall <= end, rrulestr(str(rule), dtstart=start))]


@settings(deadline=None, max_examples=120)
@given(rules(), starts())
def test_walking_every_day_finds_the_same_dates(rule, start):
    end = start + timedelta(days=800)
    ours = [*walls(rule, start, after=start, before=end)]
    assert ours == [*brute_force.walls(rule, start, end.date())]


def test_the_longest_interval_reaches_the_end_of_our_calendar():
    rule = parse_rule("FREQ=YEARLY;INTERVAL=366")
    start = datetime(1900, 1, 1)
    assert [*walls(rule, start, after=start, before=datetime(2200, 1, 1))] == [start]
