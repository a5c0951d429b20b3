"""A choice in a form becomes a rule and comes back; what the form can't say is left alone."""

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from events.core import rhythm
from events.core.recurrence import parse_rule, walls

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2150, 12, 31))
weekdays = st.integers(0, 6)
rhythms = st.one_of(
    st.just(rhythm.once()),
    st.builds(rhythm.weekly, st.integers(1, rhythm.MOST_WEEKS), weekdays),
    st.builds(rhythm.by_weekday, st.sampled_from(rhythm.POSITIONS), weekdays),
    st.builds(rhythm.by_day, st.integers(1, 31)),
)


@example(rhythm.once(), date(2026, 3, 2))
@given(rhythms, days)
def test_there_and_back(chosen, day):
    assert rhythm.rhythm_of(rhythm.rule_of(chosen), day) == chosen


@given(rhythms, days)
def test_a_stored_rule_says_the_same_as_the_choice(chosen, day):
    rule = rhythm.rule_of(chosen)
    assert rule is None or rhythm.rhythm_of(parse_rule(str(rule)), day) == chosen


@example(rhythm.once(), date(2026, 3, 2))
@example(rhythm.weekly(2, 4), date(2026, 3, 2))
@example(rhythm.by_day(31), date(2026, 3, 2))
@given(rhythms, days)
def test_the_next_fitting_day_is_the_first_that_fits(chosen, day):
    """Brute force: day by day, by the words of the choice and not by its rule."""
    found = rhythm.next_fitting(chosen, day)
    assert found == next(d for d in following(day) if in_words(chosen, d))
    assert rhythm.fits(chosen, found)
    assert rhythm.fits(chosen, day) == (found == day)


@given(rhythms, days, st.times())
def test_every_date_satisfies_the_choice(chosen, day, at):
    start = datetime.combine(rhythm.next_fitting(chosen, day), at)
    rule = rhythm.rule_of(chosen)
    if rule is None:
        return
    dates = [wall.date() for wall in walls(rule, start, after=start, before=start + YEAR)]
    assert dates[0] == start.date()
    assert all(in_words(chosen, one) for one in dates)
    if chosen.every is rhythm.Every.WEEKS:
        steps = {after - before for before, after in pairwise(dates)}
        assert steps <= {timedelta(weeks=chosen.weeks)}


YEAR = timedelta(days=366)


def following(day):
    return (day + timedelta(days=number) for number in range(5 * 366))


def in_words(chosen, day) -> bool:
    match chosen.every:
        case rhythm.Every.ONCE:
            return True
        case rhythm.Every.WEEKS:
            return day.weekday() == chosen.weekday
        case rhythm.Every.DAY_OF_MONTH:
            return day.day == chosen.day
        case _:
            same = [d for d in month_of(day) if d.weekday() == chosen.weekday]
            place = chosen.position - 1 if chosen.position > 0 else chosen.position
            return day == same[place]


def month_of(day):
    first = day.replace(day=1)
    return [d for d in (first + timedelta(days=n) for n in range(31)) if d.month == day.month]


@pytest.mark.parametrize(
    ("rrule", "said"),
    [
        ("FREQ=DAILY;INTERVAL=14", rhythm.weekly(2, 2)),
        ("FREQ=WEEKLY", rhythm.weekly(1, 2)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=SU", rhythm.weekly(2, 2)),
        ("FREQ=MONTHLY", rhythm.by_day(4)),
        ("FREQ=MONTHLY;BYDAY=-1FR", rhythm.by_weekday(-1, 4)),
    ],
)
def test_what_other_programs_write_is_understood(rrule, said):
    a_wednesday = date(2026, 3, 4)
    assert rhythm.rhythm_of(parse_rule(rrule), a_wednesday) == said


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=DAILY",
        "FREQ=WEEKLY;BYDAY=TU,TH",
        "FREQ=WEEKLY;INTERVAL=60;BYDAY=WE",
        "FREQ=WEEKLY;BYDAY=WE;COUNT=5",
        "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261231",
        "FREQ=MONTHLY;BYDAY=5WE",
        "FREQ=MONTHLY;BYDAY=2WE,4WE",
        "FREQ=MONTHLY;BYDAY=WE",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE",
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "FREQ=MONTHLY;BYDAY=WE;BYMONTHDAY=23,24,25,26,27,28,29",
        "FREQ=YEARLY",
    ],
)
def test_what_the_form_has_no_words_for_is_none(rrule):
    assert rhythm.rhythm_of(parse_rule(rrule), date(2026, 3, 4)) is None
