"""The days of a call are those of its cohort."""

from datetime import UTC, date, datetime

import pytest

from mentorship.proposals.core.call import (
    CallDates,
    is_public,
    last_minute,
    public_at,
    takes_proposals,
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "closed_from", "public_from"),
    [
        ("Etc/GMT+12", "2026-01-21T12:00", "2026-01-28T12:00"),
        ("Europe/Berlin", "2026-01-20T23:00", "2026-01-27T23:00"),
        ("Pacific/Kiritimati", "2026-01-20T10:00", "2026-01-27T10:00"),
    ],
)
def test_it_closes_with_the_last_day_and_is_public_with_the_first(zone, closed_from, public_from):
    dates = CallDates(zone, date(2026, 1, 20), date(2026, 1, 28))
    closes, public = utc(closed_from), utc(public_from)
    assert takes_proposals(dates, last_minute(dates))
    assert not takes_proposals(dates, closes)
    assert public_at(dates) == public
    assert is_public(dates, public)
    assert not is_public(dates, closes)
