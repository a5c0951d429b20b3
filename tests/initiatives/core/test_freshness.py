"""Each part of a page has its own clock, wound up by the last word somebody said on it."""

from dataclasses import dataclass
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
    quarters_over,
)

TODAY = date(2026, 3, 2)
DAY = st.dates(date(2020, 1, 1), date(2032, 1, 1))
MAYBE = st.none() | DAY


@dataclass(frozen=True)
class Fact:
    seen_on: date | None = None
    confirmed_on: date | None = None


FACTS = st.lists(st.builds(Fact, MAYBE, MAYBE), max_size=5)


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
    found = freshness("meetings", facts=[], confirmed_on=ago(days), on=TODAY)
    assert found == Freshness(state, ago(days), ago(days) + timedelta(days=90))


def test_the_same_age_is_fresh_for_one_part_and_stale_for_another():
    states = {
        part: freshness(part, facts=[], confirmed_on=ago(100), on=TODAY).state for part in DAYS
    }
    assert states == {
        "text": State.FRESH,
        "links": State.FRESH,
        "people": State.FRESH,
        "place": State.FRESH,
        "meetings": State.STALE,
        "openings": State.STALE,
        "deliverables": State.FRESH,
    }


def test_the_text_a_fact_was_read_from_is_a_word_too():
    facts = [Fact(seen_on=ago(20)), Fact(confirmed_on=ago(10)), Fact()]
    assert last_word(facts, confirmed_on=ago(30), on=TODAY) == ago(10)
    assert last_word(facts[:1], confirmed_on=None, on=TODAY) == ago(20)


def test_nothing_said_and_nothing_there_are_two_things():
    assert freshness("place", facts=[Fact()], confirmed_on=None, on=TODAY).state == State.NEVER
    gone = freshness("place", facts=[], confirmed_on=ago(1), on=TODAY, is_there=False)
    assert gone == Freshness(State.MISSING)


@given(part=st.sampled_from(sorted(DAYS)), facts=FACTS, confirmed_on=MAYBE, on=DAY)
def test_one_of_four_states_and_only_a_dated_one_has_dates(part, facts, confirmed_on, on):
    found = freshness(part, facts=facts, confirmed_on=confirmed_on, on=on)
    assert (found.state == State.NEVER) == (found.last_on is None) == (found.due_on is None)
    assert found.last_on is None or found.last_on <= on


@given(part=st.sampled_from(sorted(DAYS)), facts=FACTS, confirmed_on=MAYBE, on=DAY)
def test_a_confirmation_today_always_makes_it_fresh(part, facts, confirmed_on, on):
    again = freshness(part, facts=[*facts, Fact(confirmed_on=on)], confirmed_on=confirmed_on, on=on)
    assert again.state == State.FRESH


@given(part=st.sampled_from(sorted(DAYS)), facts=FACTS, confirmed_on=MAYBE, on=DAY)
def test_time_alone_never_makes_anything_fresher(part, facts, confirmed_on, on):
    said = [day for one in facts for day in (one.seen_on, one.confirmed_on)] + [confirmed_on]
    order = [State.FRESH, State.DUE_SOON, State.STALE]
    states = [
        freshness(part, facts=facts, confirmed_on=confirmed_on, on=on + timedelta(days=days)).state
        for days in (0, 30, 200, 400)
    ]
    if not any(day and day > on for day in said) and State.NEVER not in states:
        assert [order.index(state) for state in states] == sorted(map(order.index, states))


@pytest.mark.parametrize(("days", "quarters"), [(-5, 0), (0, 0), (90, 0), (91, 1), (365, 4)])
def test_a_quarter_is_over_after_ninety_one_days(days, quarters):
    assert quarters_over(ago(days), on=TODAY) == quarters
