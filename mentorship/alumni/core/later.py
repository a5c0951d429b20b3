"""When a graduate is asked how it went on: three, six and twelve months after the last day."""

from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

MONTHS = (3, 6, 12)
ANSWERED_WITHIN = timedelta(days=60)
# Of fewer answers nobody reads a number: it would be somebody's answer.
FEWEST = 5


def day_after(ends_on: date, months: int) -> date:
    """The same day of a later month, or its last one where there is no such day."""
    years, month = divmod(ends_on.month - 1 + months, 12)
    year, month = ends_on.year + years, month + 1
    return date(year, month, min(ends_on.day, monthrange(year, month)[1]))


def due_on(ends_on: date, today: date, asked: Collection[int]) -> int | None:
    """What to ask for today, or None. After days without a tick it is the last one alone that is
    caught up on, and none of which the answer would come too late."""
    reached = [months for months in MONTHS if day_after(ends_on, months) <= today]
    if not reached or reached[-1] in asked:
        return None
    months = reached[-1]
    return months if today <= day_after(ends_on, months) + ANSWERED_WITHIN else None
