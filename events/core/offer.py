"""How long a seat that came free is held for who is first in line."""

from datetime import datetime, timedelta

LAST_CALL = timedelta(hours=1)
SHORTEST = timedelta(minutes=15)


def offer_until(*, now: datetime, starts_at: datetime, usual: timedelta) -> datetime | None:
    """As long as usual, or half of what is left until an hour before the start if that is less: so
    the next in line has a chance too.

    None when nobody could answer in time: seats are then for whoever asks first.
    """
    held = min(usual, (starts_at - LAST_CALL - now) / 2)
    return now + held if held >= SHORTEST else None
