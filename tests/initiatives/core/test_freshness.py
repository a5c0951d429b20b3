"""Each fact of a page has its own clock, wound up by the last word somebody said on it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.freshness import (
    DAYS,
    SOON,
    Freshness,
    State,
    freshness,
    last_word,
    of_part,
    quarters_over,
    until,
)

TODAY = date(2026, 3, 2)
DAY = st.dates(date(2020, 1, 1), date(2032, 1, 1))
MAYBE = st.none() | DAY
KIND = st.sampled_from(sorted(DAYS))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (0, State.FRESH),
        (90 - SOON - 1, State.FRESH),
        (90 - SOON, State.DUE_SOON),
        (89, State.DUE_SOON),
        (90, State.STALE),
        (4000, State.STALE),
    ],
)
def test_meeting_times_are_believed_for_ninety_days(days, state):
    found = freshness("meeting", last_on=ago(days), on=TODAY)
    assert found == Freshness(state, ago(days), ago(days) + timedelta(days=90))


def test_the_same_age_is_fresh_for_one_fact_and_stale_for_another():
    stale = {kind for kind in DAYS if freshness(kind, last_on=ago(200), on=TODAY).is_stale}
    assert stale == {"meeting", "seat", "link", "joining", "ai-policy"}


def test_the_last_word_is_the_latest_day_that_has_come():
    assert last_word([ago(20), None, ago(10), ago(-1)], on=TODAY) == ago(10)
    assert last_word([None, ago(-1)], on=TODAY) is None


def test_a_part_goes_stale_with_its_first_fact_and_keeps_its_last_word():
    seats = [freshness("seat", last_on=ago(days), on=TODAY) for days in (300, 3)]
    assert of_part(seats) == Freshness(State.STALE, ago(3), ago(120))
    assert of_part(seats[1:]) == seats[1]


def test_nothing_said_and_nothing_there_are_two_things():
    never = freshness("seat", last_on=None, on=TODAY)
    assert (never, of_part([never])) == (Freshness(State.NEVER), Freshness(State.NEVER))
    assert of_part([]) == Freshness(State.MISSING)


def test_one_fact_that_nobody_ever_said_makes_a_part_stale():
    facts = [freshness("seat", last_on=day, on=TODAY) for day in (ago(3), None)]
    assert of_part(facts) == Freshness(State.STALE, ago(3), ago(3) + timedelta(days=180))


@given(kind=KIND, last_on=MAYBE, on=DAY)
def test_only_what_was_said_has_dates(kind, last_on, on):
    found = freshness(kind, last_on=last_on, on=on)
    assert (found.state == State.NEVER) == (found.last_on is None) == (found.due_on is None)


@given(kinds=st.lists(KIND, min_size=1), on=DAY)
def test_a_confirmation_of_all_today_makes_a_part_fresh(kinds, on):
    assert of_part(freshness(kind, last_on=on, on=on) for kind in kinds).state == State.FRESH


@given(facts=st.lists(st.tuples(KIND, MAYBE), min_size=1), on=DAY)
def test_a_part_is_stale_exactly_when_one_of_its_facts_is(facts, on):
    found = [freshness(kind, last_on=day, on=on) for kind, day in facts]
    assert of_part(found).is_stale == any(one.is_stale for one in found)


@given(due=DAY, on=DAY, days=st.integers(0, 400))
def test_time_alone_never_makes_anything_fresher(due, on, days):
    order = [State.FRESH, State.DUE_SOON, State.STALE]
    now, later = (
        order.index(until(due, last_on=None, on=day).state) for day in (on, on + timedelta(days))
    )
    assert now <= later


@pytest.mark.parametrize(("days", "quarters"), [(-5, 0), (0, 0), (90, 0), (91, 1), (365, 4)])
def test_a_quarter_is_over_after_ninety_one_days(days, quarters):
    assert quarters_over(ago(days), on=TODAY) == quarters
