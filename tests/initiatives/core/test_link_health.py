"""An address is dead after three failures over three days, and alive with one good answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.link_health import (
    ENOUGH_FAILURES,
    ENOUGH_TIME,
    LONGEST_WAIT,
    Answer,
    LinkHealth,
    Standing,
    answer_of,
    asked_to_wait,
    is_walled,
    standing,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def after(answers, *, now=NOW, waits=None):
    """Each answer comes exactly when it was due."""
    at, found = now, None
    for answer in answers:
        found = standing(
            answer,
            now=at,
            failures=found.failures if found else 0,
            first_failed_at=found.first_failed_at if found else None,
        )
        if waits is not None:
            waits.append(found.next_at - at)
        at = found.next_at
    return found


def test_the_wait_after_a_failure_doubles_from_a_day_to_thirty_two():
    waits = []
    after([Answer.FAILED] * 8, waits=waits)
    assert [wait.days for wait in waits] == [1, 2, 4, 8, 16, 32, 32, 32]


def test_the_third_failure_is_the_end_of_three_days_and_of_the_address():
    assert after([Answer.FAILED] * 2).health == LinkHealth.FAILING
    third = after([Answer.FAILED] * 3)
    assert (third.health, third.failures, third.first_failed_at) == (LinkHealth.DEAD, 3, NOW)


def test_three_failures_within_an_hour_are_one_bad_hour():
    found = None
    for minute in range(5):
        found = standing(
            Answer.FAILED,
            now=NOW + timedelta(minutes=minute),
            failures=minute,
            first_failed_at=NOW,
        )
    assert found.health == LinkHealth.FAILING


@pytest.mark.parametrize("count", [1, 3, 9])
def test_one_good_answer_forgets_all_failures(count):
    assert after([Answer.FAILED] * count + [Answer.FINE]).failures == 0
    fine = standing(Answer.FINE, now=NOW, failures=9, first_failed_at=NOW - 40 * DAY)
    assert fine == Standing(LinkHealth.FINE, NOW + 7 * DAY)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Answer)), st.floats(0, 40).map(lambda n: n * DAY)),
        min_size=1,
        max_size=30,
    )
)
def test_dead_is_exactly_three_failures_in_a_row_over_three_days(told):
    at, found, run = NOW, None, []
    for answer, pause in told:
        at += pause
        run = [*run, at] if answer is Answer.FAILED else []
        found = standing(
            answer,
            now=at,
            failures=found.failures if found else 0,
            first_failed_at=found.first_failed_at if found else None,
        )
        is_dead = len(run) >= ENOUGH_FAILURES and run[-1] - run[0] >= ENOUGH_TIME
        assert (found.health == LinkHealth.DEAD) == is_dead
        assert DAY <= found.next_at - at <= LONGEST_WAIT


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (200, Answer.FINE),
        (206, Answer.FINE),
        (304, Answer.FINE),
        (401, Answer.WALLED),
        (403, Answer.WALLED),
        (429, Answer.WALLED),
        (999, Answer.WALLED),
        (404, Answer.FAILED),
        (410, Answer.FAILED),
        (500, Answer.FAILED),
    ],
)
def test_who_forbids_looking_is_not_dead(status, answer):
    assert answer_of(status) == answer


@pytest.mark.parametrize(
    ("url", "walled"),
    [
        ("https://openssf.slack.com/archives/C0", True),
        ("https://www.LinkedIn.com/company/x", True),
        ("https://notlinkedin.com/", False),
        ("https://example.org/linkedin.com", False),
        ("https://[bad", False),
        ("no address", False),
    ],
)
def test_walls_are_known_by_their_host(url, walled):
    assert is_walled(url) == walled


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("99999999999999999999", LONGEST_WAIT),
        ("Mon, 02 Mar 2026 10:00:00 GMT", timedelta(hours=1)),
        ("Sun, 01 Mar 2026 10:00:00 GMT", timedelta()),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_how_long_a_host_asks_us_to_wait(said, wait):
    assert asked_to_wait(said, now=NOW) == wait


def test_a_wait_that_was_asked_for_is_kept_when_it_is_the_longer():
    assert standing(Answer.FAILED, now=NOW, wait=5 * DAY).next_at == NOW + 5 * DAY
    assert standing(Answer.WALLED, now=NOW, wait=99 * DAY).next_at == NOW + LONGEST_WAIT
