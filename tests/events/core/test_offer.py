"""How long a free seat is held for the next in line."""

from datetime import UTC, datetime, timedelta

import pytest

from events.core.offer import offer_until

START = datetime(2026, 2, 10, 16, tzinfo=UTC)
DAY = timedelta(hours=24)


@pytest.mark.parametrize(
    ("left", "held"),
    [
        (timedelta(days=9), DAY),
        (timedelta(hours=49), DAY),
        (timedelta(hours=25), timedelta(hours=12)),
        (timedelta(hours=3), timedelta(hours=1)),
        (timedelta(minutes=90), timedelta(minutes=15)),
        (timedelta(minutes=89), None),
        (timedelta(minutes=60), None),
        (timedelta(0), None),
        (timedelta(hours=-3), None),
    ],
)
def test_it_is_shorter_near_the_start_so_that_another_has_a_chance(left, held):
    now = START - left
    until = offer_until(now=now, starts_at=START, usual=DAY)
    assert until == (held and now + held)
