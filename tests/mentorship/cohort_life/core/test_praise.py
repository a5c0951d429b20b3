"""Letters that suggest praise, over every day of a year and more, with runs missed and runs twice."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.cohort_life.core.praise import FRESH, rests_since, told_from, told_until

BEGAN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
A_DAY = timedelta(days=1)
EVERY_DAY = range(401)


def day(number: float) -> datetime:
    return BEGAN + A_DAY * number


def told_on(runs, reached, *, shown_on=0) -> dict[int, list[float]]:
    """Which steps each letter tells, when the job runs on these days and steps are done on those."""
    letters: dict[int, list[float]] = {}
    for run in runs:
        heard = {step for told in letters.values() for step in told}
        since = told_from(day(run), shown_at=day(shown_on))
        until = told_until(day(run))
        untold = [at for at in reached if since <= day(at) <= until and at not in heard]
        last = day(max(letters)) if letters else None
        if untold and (last is None or last <= rests_since(day(run))):
            letters[run] = untold
    return letters


def test_who_does_a_step_every_day_is_told_of_once_a_week():
    letters = told_on(EVERY_DAY, EVERY_DAY)
    assert list(letters) == list(range(1, 401, 7))
    assert [step for told in letters.values() for step in told] == list(range(400))


def test_steps_of_one_evening_come_in_one_letter_the_day_after():
    assert told_on(EVERY_DAY, [9.5, 9.6, 9.7]) == {11: [9.5, 9.6, 9.7]}


def test_what_is_reached_within_the_week_waits_for_its_end():
    assert told_on(EVERY_DAY, [0, 2, 5, 20]) == {1: [0], 8: [2, 5], 21: [20]}


@pytest.mark.parametrize("run", EVERY_DAY)
def test_one_letter_catches_up_whenever_it_comes_unless_it_is_too_late(run):
    assert told_on([run, run], [0]) == ({run: [0]} if 1 <= run <= 28 else {})


def test_nothing_is_told_of_the_time_before_it_was_shown():
    assert told_on(EVERY_DAY, [1, 2, 3], shown_on=2) == {3: [2], 10: [3]}
    assert told_from(day(90), shown_at=day(2)) == day(90) - FRESH


def test_a_clock_that_goes_backwards_tells_nothing():
    assert told_on([2], [5]) == {}
    assert day(9) > rests_since(day(5))


@given(st.sets(st.integers(0, 400)), st.sets(st.integers(0, 400)))
@example({0, 8, 9, 40}, {0, 1, 30})
def test_with_any_runs_missed_letters_are_a_week_apart_and_tell_each_step_once(runs, reached):
    letters = told_on(sorted(runs), sorted(reached))
    assert all(later - earlier >= 7 for earlier, later in pairwise(letters))
    told = [step for steps in letters.values() for step in steps]
    assert told == sorted(set(told))
    assert all(1 <= run - step <= 28 for run, steps in letters.items() for step in steps)
    assert all(letters.values())
