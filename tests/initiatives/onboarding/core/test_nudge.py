"""Reminders over every day of a long quiet, with runs that are missed and runs that come twice."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.onboarding.core.nudge import BORDERS, HOUR, Quiet, Rung, due_rung

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
A_DAY = timedelta(days=1)
EVERY_DAY = range(401)


def told_on(days, quiet: Quiet) -> dict[int, Rung]:
    """What goes out when the job runs on these days."""
    told: dict[int, Rung] = {}
    for day in days:
        if rung := due_rung(quiet, BEGAN + A_DAY * day, told.values()):
            told[day] = rung
    return told


def test_every_day_of_the_first_four_hundred_has_its_answer():
    assert told_on(EVERY_DAY, Quiet(acted_at=BEGAN)) == {
        2: Rung.REMIND,
        7: Rung.WEEK,
        14: Rung.FORTNIGHT,
        28: Rung.MONTH,
        56: Rung.ASK,
    }


@pytest.mark.parametrize("day", EVERY_DAY)
def test_whoever_comes_late_to_it_hears_one_thing(day):
    quiet = Quiet(acted_at=BEGAN)
    first = told_on([day, day], quiet)
    assert len(first) == (day >= 2)
    assert told_on([day, *EVERY_DAY[day:]], quiet).keys() >= first.keys()


def test_a_border_is_an_hour_not_a_day():
    quiet = Quiet(acted_at=BEGAN)
    assert quiet.rung_at(BEGAN + 48 * HOUR - timedelta(seconds=1)) is Rung.QUIET
    assert quiet.rung_at(BEGAN + 48 * HOUR) is Rung.REMIND


def test_a_rest_is_no_quiet_and_its_end_begins_a_new_one():
    quiet = Quiet(acted_at=BEGAN, resumes_at=BEGAN + 30 * A_DAY)
    assert told_on(range(32), quiet) == {}
    assert told_on(EVERY_DAY, quiet) == {
        32: Rung.REMIND,
        37: Rung.WEEK,
        44: Rung.FORTNIGHT,
        58: Rung.MONTH,
        86: Rung.ASK,
    }
    assert Quiet(acted_at=BEGAN, resumes_at=BEGAN - A_DAY).since == BEGAN


def test_a_clock_that_goes_backwards_says_nothing():
    assert due_rung(Quiet(acted_at=BEGAN), BEGAN - 3 * A_DAY, ()) is Rung.QUIET


def test_borders_rise():
    assert list(BORDERS.values()) == sorted(set(BORDERS.values()))
    assert list(BORDERS) == [rung for rung in Rung if rung]


@given(st.sets(st.integers(0, 400)))
@example({3, 20, 21, 400})
@example(set())
def test_with_any_runs_missed_each_is_told_once_and_they_only_rise(days):
    told = list(told_on(sorted(days), Quiet(acted_at=BEGAN)).values())
    assert told == sorted(set(told))
    last = max(days, default=0)
    assert max(told, default=Rung.QUIET) == Quiet(acted_at=BEGAN).rung_at(BEGAN + A_DAY * last)
