"""Series with their dates made, at a known moment."""

from datetime import UTC, datetime

import pytest

from events.actions.horizon import materialise
from tests.factories.events import SeriesFactory

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)


@pytest.fixture
def now(at):
    """Monday 2 February 2026, 09:00 UTC."""
    at(NOW)
    return NOW


@pytest.fixture
def make_series(db, now):
    """A series with its dates, of a group of its own unless told."""

    def make(**facts):
        series = SeriesFactory(**{"changed_at": now} | facts)
        materialise(series=series, now=now)
        return series

    return make
