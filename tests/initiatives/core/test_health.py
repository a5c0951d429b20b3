from datetime import date

import pytest

from initiatives.core.health import last_quarters, median_days


@pytest.mark.parametrize(
    ("on", "quarters"),
    [
        (date(2026, 1, 1), ["2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1"]),
        (date(2026, 3, 31), ["2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1"]),
        (date(2026, 4, 1), ["2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2"]),
        (date(2026, 12, 31), ["2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"]),
    ],
)
def test_only_quarters_that_are_over_are_due(on, quarters):
    assert last_quarters(on) == quarters


def test_a_median_of_too_few_is_none():
    assert (median_days([1, 2, 3, 4]), median_days([9, 1, 2, 4, 3])) == (None, 3)
