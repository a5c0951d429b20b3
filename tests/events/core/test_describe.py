from datetime import UTC, datetime, timedelta

import pytest

from events.core.describe import describe
from events.core.recurrence import Schedule, parse_rule

TUESDAY = datetime(2026, 10, 20, 11)


def words(rule: str | None, *, tzid: str = "America/New_York", start=TUESDAY, **more) -> str:
    at = more.pop("at", None)
    parsed = parse_rule(rule) if rule else None
    return describe(Schedule(start, tzid, timedelta(hours=1), parsed, **more), at=at)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "Every day"),
        ("FREQ=DAILY;INTERVAL=2", "Every other day"),
        ("FREQ=DAILY;INTERVAL=3", "Every 3 days"),
        ("FREQ=DAILY;INTERVAL=14", "Every other Tuesday"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "Every weekday (Monday to Friday)"),
        ("FREQ=DAILY;INTERVAL=2;BYDAY=MO,FR", "Every other day, only on Mondays and Fridays"),
        ("FREQ=DAILY;BYMONTHDAY=13;BYDAY=FR", "Every Friday, only on the 13th of a month"),
        ("FREQ=WEEKLY", "Every Tuesday"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "Every Tuesday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every Monday, Wednesday and Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "Every other Wednesday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "Every other week on Tuesday and Thursday"),
        ("FREQ=WEEKLY;INTERVAL=4;BYDAY=WE", "Every 4 weeks on Wednesday"),
        ("FREQ=WEEKLY;BYMONTH=3,4", "Every Tuesday, only in March and April"),
        ("FREQ=MONTHLY", "On the 20th of the month"),
        ("FREQ=MONTHLY;BYDAY=2WE", "On the second Wednesday of the month"),
        ("FREQ=MONTHLY;BYDAY=2TU,4TU", "On the second and fourth Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2,4", "On the second and fourth Tuesday of the month"),
        ("FREQ=MONTHLY;BYDAY=-1TH", "On the last Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=-2TH", "On the second-to-last Thursday of the month"),
        ("FREQ=MONTHLY;BYDAY=1MO,3WE", "On the first Monday and the third Wednesday of the month"),
        ("FREQ=MONTHLY;BYDAY=TU", "On every Tuesday of the month"),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=15", "On the 15th of every other month"),
        (
            "FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE",
            "On the first Wednesday of the month, every 3 months",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,2,11,-1",
            "On the 1st, the 2nd, the 11th and the last day of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=23,24,25,26,27,28,29",
            "On the Wednesday that falls on the 23rd to the 29th of the month",
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "On the last weekday (Monday to Friday) of the month",
        ),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "On the first Saturday or Sunday of the month"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15;BYSETPOS=-1",
            "On the last day among the 1st and the 15th of the month",
        ),
        ("FREQ=YEARLY", "On 20 October every year"),
        ("FREQ=YEARLY;INTERVAL=2", "On 20 October, every other year"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=1MO", "On the first Monday of March every year"),
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", "On 1 January and July every year"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "On the last day of February every year"),
        ("FREQ=YEARLY;BYMONTHDAY=1", "On the 1st of every month every year"),
        ("FREQ=YEARLY;BYDAY=20MO", "On the 20th Monday of the year every year"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2",
            "Every Monday, Wednesday and Friday, only the second of them in a week",
        ),
        (
            "FREQ=YEARLY;BYMONTH=3,9;BYDAY=MO;BYSETPOS=1",
            "On the first among all days that are Monday in March and September every year",
        ),
        (
            "FREQ=YEARLY;BYMONTHDAY=1,15;BYSETPOS=-1",
            "On the last among the 1st and the 15th in the year every year",
        ),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=MO;BYSETPOS=1", "On the first Monday of March every year"),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=1,13;BYSETPOS=1",
            "On the first Friday among the 1st and the 13th of the month",
        ),
    ],
)
def test_a_rule_is_said_in_words_with_one_meaning(rule, said):
    assert words(rule) == f"{said} at 11:00, New York time"


def test_nothing_is_ever_every_second_wednesday():
    for rule in ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "FREQ=MONTHLY;BYDAY=2WE"):
        assert "every 2nd" not in words(rule).lower()
        assert "every second" not in words(rule).lower()


def test_a_single_meeting_has_its_date():
    assert words(None) == "On Tuesday 20 October 2026 at 11:00, New York time"


def test_a_day_has_no_time():
    day = TUESDAY.replace(hour=0)
    assert words("FREQ=YEARLY", start=day, is_all_day=True) == "On 20 October every year"


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("COUNT=5", ", 5 times"),
        ("UNTIL=20261110", ", until 10 November 2026"),
        ("UNTIL=20261111T040000Z", ", until 10 November 2026"),
    ],
)
def test_an_end_is_named_by_the_places_own_date(end, said):
    assert words(f"FREQ=WEEKLY;{end}") == f"Every Tuesday at 11:00, New York time{said}"


def test_the_offset_is_named_for_an_instant():
    winter = datetime(2026, 12, 1, tzinfo=UTC)
    assert words("FREQ=WEEKLY", at=winter).endswith("at 11:00, New York time (UTC−5)")


@pytest.mark.parametrize(("tzid", "said"), [("UTC", "UTC"), ("Etc/GMT-8", "UTC+8")])
def test_a_fixed_offset_is_its_own_name(tzid, said):
    assert words("FREQ=WEEKLY", tzid=tzid) == f"Every Tuesday at 11:00, {said}"
