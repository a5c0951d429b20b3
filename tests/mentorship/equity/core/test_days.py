from datetime import UTC, datetime

from mentorship.equity.core.days import counts_who_left, made_at, shown_at
from tests.factories.mentorship import CohortFactory


def test_days_are_those_of_the_cohort():
    """Berlin: results on 23 March, the last day is 28 June."""
    dates = CohortFactory.build().dates
    assert counts_who_left(dates) == datetime(2026, 3, 22, 23, tzinfo=UTC)
    assert made_at(dates) == datetime(2026, 7, 5, 22, tzinfo=UTC)
    assert shown_at(dates) == datetime(2026, 7, 19, 22, tzinfo=UTC)
