"""Two ticks at once, as a cron job that runs late gives them: they take turns, and nothing is lost."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from events.actions.horizon import Materialised, roll_horizon
from events.models import Occurrence
from tests.factories.events import SeriesFactory

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)
LONG_ENOUGH_TO_MEET = 0.5
pytestmark = pytest.mark.django_db(transaction=True)


def tick_elsewhere() -> Materialised:
    try:
        return roll_horizon(now=NOW)
    finally:
        connection.close()


def test_the_second_waits_and_finds_nothing_left_to_do():
    SeriesFactory()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = roll_horizon(now=NOW)
            second = pool.submit(tick_elsewhere)
            time.sleep(LONG_ENOUGH_TO_MEET)
            assert not second.done()
        assert second.result() == Materialised()
    assert first.created == Occurrence.objects.count() > 0
