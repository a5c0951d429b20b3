"""What a published meeting line gets wrong, in one sentence, and what it should say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.core.schedule_verdict import NO_WEEKS, RIGHT, TWO_WAYS, Finding, judge
from tests.quick import within

TODAY = date(2026, 11, 26)  # a Thursday


def verdict(text, first=None):
    return judge(text, today=TODAY, first=first)


def lines(text, first=None):
    return [line.text for line in verdict(text, first).lines]


def test_a_clear_line_is_right():
    found = verdict("Tuesdays, 9am PT / 12pm ET")
    assert (found.finding, found.sentence) == (Finding.ODD, "12pm is read as noon.")
    found = verdict("Tuesdays, 8am PT / 11am ET")
    assert (found.finding, found.sentence, found.question) == (Finding.RIGHT, RIGHT, "")
    (line,) = found.lines
    assert line.text == "Every Tuesday at 08:00 Los Angeles time (America/Los_Angeles)"
    assert line.words == "Every Tuesday at 08:00, Los Angeles time"
    assert line.rrule == "FREQ=WEEKLY;BYDAY=TU"
    assert line.schedule.start.date() == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Tuesday 3pm ET (8pm UTC)", "“8pm UTC” is right only for part of the year: from 8 March to 31 October it is 19:00 there (as in 2026)."),
        ("Tuesday 11am EST", "“EST” is New York time only for part of the year: from 8 March to 31 October clocks there show another (as in 2026). It is read as New York time all year."),
        ("Tuesday 9:00 CEST", "“CEST” is Berlin time only for part of the year: from 25 October to 28 March clocks there show another (as in 2026). It is read as Berlin time all year."),
    ],
)  # fmt: skip
def test_a_line_right_for_part_of_the_year_is_told_when(text, sentence):
    found = verdict(text)
    assert (found.finding, found.sentence) == (Finding.ODD, sentence)
    assert verdict(found.lines[0].text).finding is Finding.RIGHT


@pytest.mark.parametrize(
    ("text", "sentence", "question"),
    [
        ("Monday 15:00 CET / 9 a.m. EDT", "“15:00 CET / 9 a.m. EDT” is never true: 15:00 CET is 10:00 EDT.", "Which one is right?"),
        ("15:00 CET / 9am EDT", "“15:00 CET / 9am EDT” is never true: 15:00 CET is 10:00 EDT.", "Which one is right?"),
        ("15:00 CET / 9 EDT", "“15:00 CET / 9am EDT” is never true: 15:00 CET is 10:00 EDT.", "Which one is right?"),
        ("Monday 15:00 CET (9 EST)", TWO_WAYS, "Is “9” in the morning or in the evening?"),
        ("Every 2nd Wednesday 8:00 PT", TWO_WAYS, "Does “every second Wednesday” mean every other week, or the second Wednesday of the month?"),
        ("every other Tuesday 9:00 UTC from Tuesday 2026-12-02", "2 December 2026 is a Wednesday, the text says Tuesday.", "Which date is meant?"),
        ("TBD", "The meeting time is not decided yet.", "On which weekday, at what time and in which time zone do you meet?"),
        ("", TWO_WAYS, "How often, on which weekday, at what time and in which time zone do you meet?"),
    ],
)  # fmt: skip
def test_an_open_line_has_a_sentence_and_a_question(text, sentence, question):
    found = verdict(text)
    assert (found.finding, found.sentence) == (Finding.OPEN, sentence)
    assert (found.question, found.lines) == (question, ())


def test_a_line_false_in_the_morning_and_in_the_evening_offers_every_hour_it_can_mean():
    assert [(one.words, one.line) for one in verdict("Monday 20:00 CET / 4 EDT").choices] == [
        ("20:00 in Berlin", "Monday 20:00 Europe/Berlin"),
        ("04:00 in New York", "Monday 04:00 America/New_York"),
        ("16:00 in New York", "Monday 16:00 America/New_York"),
    ]


def test_an_answer_is_a_line_to_look_at_next():
    found = verdict("Every 2nd Wednesday 8:00 PT")
    every_other, second = found.choices
    assert every_other.line == "Every 2nd Wednesday 8:00 PT, every 2 weeks"
    assert lines(second.line) == [
        "Second Wednesday of the month at 08:00 Los Angeles time (America/Los_Angeles)"
    ]


def test_every_other_week_is_asked_for_a_first_date():
    found = verdict("Wednesday 11am PT, biweekly")
    assert (found.finding, found.sentence) == (Finding.OPEN, NO_WEEKS)
    assert [(choice.words, choice.first) for choice in found.choices] == [
        ("Wednesday 2 December 2026", date(2026, 12, 2)),
        ("Wednesday 9 December 2026", date(2026, 12, 9)),
    ]


def test_a_first_date_makes_it_right():
    found = verdict("Wednesday 11am PT, biweekly", date(2026, 12, 9))
    assert (found.finding, [line.text for line in found.lines]) == (
        Finding.RIGHT,
        [
            (
                "Every other Wednesday at 11:00 Los Angeles time (America/Los_Angeles), "
                "starting 2026-12-09"
            )
        ],
    )


def test_a_first_date_on_another_weekday_is_asked_for_again():
    assert verdict("Wednesday 11am PT, biweekly", date(2026, 12, 10)).question != ""


def test_a_first_date_leaves_other_mistakes_to_tell():
    found = verdict("Every 2 weeks, Tuesday 11am EST", date(2026, 12, 1))
    assert found.finding is Finding.ODD
    assert found.sentence.startswith("“EST” is New York time only for part of the year")


def test_a_start_without_a_year_is_asked_for_one():
    found = verdict("every other Friday at 16:00 GMT from Nov 17")
    assert found.more == (
        "The start (Nov 17) has no year: a first date is needed. It fits the weekday in 2023.",
    )
    assert verdict("every other Friday at 16:00 GMT from Nov 17", date(2026, 12, 4)).more == ()


def test_times_that_take_turns_begin_weeks_apart():
    text = "every other Wednesday, alternating between EMEA (13:00 UTC) and APAC (22:00 UTC)"
    assert len(verdict(text).choices) == 4
    assert lines(text, date(2026, 12, 2)) == [
        "Every 4 weeks on Wednesday at 13:00 UTC, starting 2026-12-02",
        "Every 4 weeks on Wednesday at 22:00 UTC, starting 2026-12-16",
    ]


def test_several_meetings_without_a_first_date_are_looked_at_one_by_one():
    found = verdict("Biweekly on Thursdays at 1 PM Pacific ; Every 4 Mondays at 7 AM Pacific")
    assert [choice.line for choice in found.choices] == [
        "Every other Thursday at 13:00 Los Angeles time (America/Los_Angeles)",
        "Every 4 weeks on Monday at 07:00 Los Angeles time (America/Los_Angeles)",
    ]


def test_other_rhythms_are_asked_for_one_period_of_dates():
    text = "first Tuesday of every other month, 9:00 UTC"
    assert [choice.first for choice in verdict(text).choices] == [
        date(2026, 12, 1),
        date(2027, 1, 5),
    ]
    text = "the 15th of every month, 9:00 UTC, every other month"
    assert verdict(text).finding is Finding.OPEN
    assert len(verdict("every 30 weeks on Tuesday, 9:00 UTC").choices) == 12


@pytest.mark.parametrize("piece", ["every 2nd Tuesday ", "9:00 IST / ", "(", "2026-12-01 ", "é"])
def test_hostile_text_is_answered_quickly(piece):
    text = (piece * 2000)[:2000]
    assert within(1, lambda: verdict(text))
    assert verdict(text).finding is Finding.OPEN


@given(st.text(max_size=200))
def test_any_text_has_a_sentence(text):
    assert verdict(text).sentence
