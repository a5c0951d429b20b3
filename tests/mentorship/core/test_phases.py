"""A cohort's phase follows from its dates: whole days where the cohort lives."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.core.phases import (
    ANYWHERE_ON_EARTH,
    Dates,
    Phase,
    deadline,
    end_of_call,
    end_of_day,
    next_step,
    phase_at,
    phase_step,
    start_of_day,
    steps,
)
from portal.core import zones

SPRING = Dates(
    timezone="Europe/Berlin",
    opens_on=date(2026, 2, 1),
    closes_on=date(2026, 2, 28),
    review_until=date(2026, 3, 14),
    results_on=date(2026, 3, 23),
    starts_on=date(2026, 4, 6),
    midterm_on=date(2026, 5, 18),
    ends_on=date(2026, 6, 28),
)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("first_instant", "phase", "before"),
    [
        ("2026-01-31T23:00Z", "applications", "planned"),
        ("2026-02-28T23:00Z", "review", "applications"),
        ("2026-03-14T23:00Z", "matching", "review"),
        ("2026-03-22T23:00Z", "matched", "matching"),
        ("2026-04-05T22:00Z", "running", "matched"),
        ("2026-05-17T22:00Z", "midterm", "running"),
        ("2026-06-28T22:00Z", "finished", "midterm"),
    ],
)
def test_a_phase_begins_and_ends_with_a_day_of_the_cohort(first_instant, phase, before):
    """Clocks in Berlin go forward on 29 March: the later days begin at 22:00 UTC."""
    at = datetime.fromisoformat(first_instant)
    assert (phase_at(SPRING, at), phase_at(SPRING, at - SECOND)) == (phase, before)


def test_who_comes_at_midnight_sharp_is_late():
    deadline = phase_step(SPRING, datetime(2026, 2, 10, tzinfo=UTC)).ends_at
    assert deadline == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert phase_at(SPRING, deadline) is Phase.REVIEW
    assert phase_at(SPRING, deadline - timedelta(microseconds=1)) is Phase.APPLICATIONS


def test_people_read_the_last_minute_of_the_day():
    applications = steps(SPRING)[1]
    assert applications.last_minute == datetime(2026, 2, 28, 22, 59, tzinfo=UTC)
    assert steps(SPRING)[-1].last_minute is None


def test_a_deadline_with_an_hour_ends_with_its_minute():
    """Who applies at 11:00 is in time, who applies at 11:01 is late; nothing else moves."""
    early = replace(SPRING, closes_time=time(11, 0))
    told = datetime(2026, 2, 28, 10, 0, tzinfo=UTC)
    assert deadline(early) == steps(early)[1].last_minute == told
    assert phase_at(early, told + timedelta(seconds=59)) is Phase.APPLICATIONS
    assert phase_at(early, told + timedelta(minutes=1)) is Phase.REVIEW
    assert end_of_call(early) == steps(early)[2].starts_at == told + timedelta(minutes=1)
    assert steps(early)[3:] == steps(SPRING)[3:]


def test_the_last_minute_of_a_day_is_its_end():
    last = replace(SPRING, closes_time=time(23, 59))
    assert steps(last) == steps(SPRING)
    assert deadline(SPRING) == datetime(2026, 2, 28, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("timezone", "day", "clock", "last_minute"),
    [
        # The hour is skipped in Berlin, and shown twice in New York: the first is meant.
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:30Z"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30Z"),
        # Santiago shows its last hour twice; 23:59 is the first, and no hour at all the second.
        ("America/Santiago", date(2026, 4, 4), time(23, 59), "2026-04-05T02:59Z"),
        ("America/Santiago", date(2026, 4, 4), None, "2026-04-05T03:59Z"),
        # Samoa skipped this whole day: it was over before it began.
        ("Pacific/Apia", date(2011, 12, 30), time(11, 0), "2011-12-30T09:59Z"),
        (ANYWHERE_ON_EARTH, date(2026, 5, 13), time(11, 0), "2026-05-13T23:00Z"),
    ],
)
def test_a_deadline_has_one_instant_whatever_clocks_do(timezone, day, clock, last_minute):
    dates = replace(SPRING, timezone=timezone, closes_on=day, closes_time=clock)
    assert deadline(dates) == datetime.fromisoformat(last_minute)


def test_anywhere_on_earth_is_the_last_place_where_it_is_still_that_day():
    anywhere = replace(SPRING, timezone=ANYWHERE_ON_EARTH)
    assert steps(anywhere)[1].ends_at == datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "timezone", "starts", "ends"),
    [
        # Clocks skip midnight in Cairo and Beirut, and show it twice on the Azores.
        (date(2026, 4, 24), "Africa/Cairo", "2026-04-23T22:00Z", "2026-04-24T21:00Z"),
        (date(2026, 3, 29), "Asia/Beirut", "2026-03-28T22:00Z", "2026-03-29T21:00Z"),
        (date(2026, 10, 25), "Atlantic/Azores", "2026-10-25T00:00Z", "2026-10-26T01:00Z"),
    ],
)
def test_a_day_has_a_first_instant_whatever_clocks_do(day, timezone, starts, ends):
    assert start_of_day(day, timezone) == datetime.fromisoformat(starts)
    assert end_of_day(day, timezone) == datetime.fromisoformat(ends)


def test_the_next_phase_comes_with_its_instant():
    step = next_step(SPRING, datetime(2026, 2, 10, tzinfo=UTC))
    assert (step.phase, step.starts_at) == (Phase.REVIEW, datetime(2026, 2, 28, 23, tzinfo=UTC))
    assert next_step(SPRING, datetime(2026, 7, 1, tzinfo=UTC)) is None


def test_a_phase_without_time_is_never_next():
    """Reviewed on the last day of the call: from applications it goes straight to matching."""
    quick = replace(SPRING, review_until=SPRING.closes_on)
    assert next_step(quick, datetime(2026, 2, 10, tzinfo=UTC)).phase is Phase.MATCHING
    assert phase_at(quick, datetime(2026, 2, 28, 23, tzinfo=UTC)) is Phase.MATCHING


gaps = st.integers(0, 40)
minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))


@st.composite
def any_dates(draw):
    opens = draw(st.dates(date(2000, 1, 1), date(2060, 1, 1)))
    closes = opens + timedelta(days=draw(gaps))
    review = closes + timedelta(days=draw(gaps))
    results = review + timedelta(days=1 + draw(gaps))
    starts = results + timedelta(days=draw(gaps))
    midterm = starts + timedelta(days=1 + draw(gaps))
    return Dates(
        timezone=draw(st.sampled_from(sorted(zones.known()))),
        opens_on=opens,
        closes_on=closes,
        closes_time=draw(st.none() | minutes),
        review_until=review,
        results_on=results,
        starts_on=starts,
        midterm_on=midterm,
        ends_on=midterm + timedelta(days=draw(gaps)),
    )


instants = st.datetimes(datetime(1999, 1, 1), datetime(2062, 1, 1), timezones=st.just(UTC))


@given(any_dates())
def test_phases_follow_each_other_without_a_gap(dates):
    made = steps(dates)
    assert [step.phase for step in made] == list(Phase)
    assert all(one.ends_at == two.starts_at for one, two in pairwise(made))
    borders = [step.starts_at for step in made[1:]]
    assert borders == sorted(borders)


@given(any_dates(), instants)
def test_every_instant_lies_in_one_phase(dates, now):
    """Brute force: the only step that holds the instant is the one that is named."""
    holding = [
        step.phase
        for step in steps(dates)
        if (step.starts_at is None or step.starts_at <= now)
        and (step.ends_at is None or now < step.ends_at)
    ]
    assert holding == [phase_at(dates, now)]


@given(any_dates(), instants)
def test_what_comes_next_is_what_is_when_it_comes(dates, now):
    step = next_step(dates, now)
    assert step is None or phase_at(dates, step.starts_at) == step.phase
