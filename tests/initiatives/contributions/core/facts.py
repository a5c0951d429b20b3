"""Facts of one repository, in as few words as a test needs."""

from datetime import UTC, datetime, timedelta

from initiatives.contributions.core.fact import Fact, Kind

START = datetime(2026, 3, 1, tzinfo=UTC)
ANA = 501


def fact(kind: str, day: float, pull: int = 1, **told) -> Fact:
    """On a day of March, counted from the start; about a pull request, or a review of one."""
    subject = 100_000 + pull if kind != "reviewed" else 7000 + 100 * int(day) + pull
    at = START + timedelta(days=day)
    return Fact(9001, Kind(kind), subject, at, ANA, pull, **told)
