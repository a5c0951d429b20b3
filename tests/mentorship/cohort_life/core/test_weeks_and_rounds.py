from datetime import date, timedelta

import pytest

from mentorship.cohort_life.core.rounds import Round, RoundName, is_shown_to_the_other, rounds
from mentorship.cohort_life.core.weeks import first_day, open_weeks, week_on

TERM = {"starts_on": date(2026, 4, 6), "ends_on": date(2026, 6, 28)}


def test_weeks_begin_on_the_monday_of_the_start():
    days = [date(2026, 4, 5), date(2026, 4, 6), date(2026, 4, 12), date(2026, 4, 13)]
    days += [date(2026, 6, 28), date(2026, 6, 29)]
    assert [week_on(day, **TERM) for day in days] == [None, 1, 1, 2, 12, None]
    assert first_day(3, starts_on=TERM["starts_on"]) == date(2026, 4, 20)


def test_a_check_in_can_be_said_for_this_week_and_four_before():
    weeks = {
        date(2026, 4, 1): (),
        date(2026, 4, 8): (1,),
        date(2026, 4, 15): (2, 1),
        date(2026, 6, 10): (10, 9, 8, 7, 6),
        date(2026, 7, 8): (12, 11, 10),
        date(2026, 9, 1): (),
    }
    assert {day: open_weeks(day, **TERM) for day in weeks} == weeks


def test_two_rounds_of_a_usual_term():
    assert rounds(midterm_on=date(2026, 5, 18), ends_on=date(2026, 6, 28), settled={}) == (
        Round(RoundName.MIDTERM, date(2026, 5, 18), date(2026, 6, 1)),
        Round(RoundName.FINAL, date(2026, 6, 14), date(2026, 7, 12)),
    )


def test_rounds_of_a_short_term_never_overlap():
    assert rounds(midterm_on=date(2026, 6, 10), ends_on=date(2026, 6, 28), settled={})[0] == Round(
        RoundName.MIDTERM, date(2026, 6, 10), date(2026, 6, 13)
    )
    short = rounds(midterm_on=date(2026, 6, 20), ends_on=date(2026, 6, 28), settled={})
    assert [one.name for one in short] == [RoundName.FINAL]


def test_a_later_end_given_at_half_time_moves_the_last_round():
    settled = {RoundName.MIDTERM: date(2026, 7, 26)}
    assert rounds(midterm_on=date(2026, 5, 18), ends_on=date(2026, 6, 28), settled=settled) == (
        Round(RoundName.MIDTERM, date(2026, 5, 18), date(2026, 6, 1)),
        Round(RoundName.FINAL, date(2026, 7, 12), date(2026, 8, 9)),
    )


@pytest.mark.parametrize(
    ("later", "opens_on", "last_day"),
    [
        (date(2026, 8, 23), date(2026, 8, 9), date(2026, 9, 6)),
        (date(2026, 7, 5), date(2026, 6, 29), date(2026, 7, 19)),
    ],
)
def test_a_later_end_given_in_the_last_round_has_a_round_of_its_own(later, opens_on, last_day):
    settled = {RoundName.MIDTERM: None, RoundName.FINAL: later}
    found = rounds(midterm_on=date(2026, 5, 18), ends_on=date(2026, 6, 28), settled=settled)
    assert found[1:] == (
        Round(RoundName.FINAL, date(2026, 6, 14), date(2026, 7, 12)),
        Round(RoundName.LONGER, opens_on, last_day),
    )


def test_a_round_is_open_then_over_and_reminds_twice():
    one = Round(RoundName.MIDTERM, date(2026, 5, 18), date(2026, 6, 1))
    days = [one.opens_on - timedelta(days=1), one.opens_on, one.last_day]
    days.append(one.last_day + timedelta(days=1))
    assert [(one.is_open(day), one.is_over(day)) for day in days] == [
        (False, False),
        (True, False),
        (True, False),
        (False, True),
    ]
    assert [one.reminder_on(date(2026, 5, day)) for day in (24, 25, 30, 31)] == [0, 1, 1, 2]


def test_each_reads_the_other_once_both_gave_or_nobody_can_any_more():
    one = Round(RoundName.MIDTERM, date(2026, 5, 18), date(2026, 6, 1))
    shown = [
        is_shown_to_the_other(one, both_gave=both, day=day)
        for both in (False, True)
        for day in (one.last_day, one.last_day + timedelta(days=1))
    ]
    assert shown == [False, True, True, True]
