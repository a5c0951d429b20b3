"""When somebody who has grown quiet on a path hears of their next step, and of which.

What was told is kept by the caller and handed back: a run that was missed is caught up with by one
letter, and whatever the person does begins a new quiet, about which nothing has been told.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

HOUR = timedelta(hours=1)


class Rung(IntEnum):
    """The last one asks whether they are still interested; after it nothing more is said."""

    QUIET = 0
    REMIND = 1
    WEEK = 2
    FORTNIGHT = 3
    MONTH = 4
    ASK = 5


# Hours of quiet at which each rung is reached.
BORDERS = {
    Rung.REMIND: 48,
    Rung.WEEK: 7 * 24,
    Rung.FORTNIGHT: 14 * 24,
    Rung.MONTH: 28 * 24,
    Rung.ASK: 56 * 24,
}


@dataclass(frozen=True, kw_only=True)
class Quiet:
    """Somebody on their way: when they did the last thing or were answered, and until when they
    rest."""

    acted_at: datetime
    resumes_at: datetime | None = None

    @property
    def since(self) -> datetime:
        """A rest is nobody's quiet: the clock begins anew at its end."""
        return max(self.acted_at, self.resumes_at) if self.resumes_at else self.acted_at

    def rung_at(self, now: datetime) -> Rung:
        hours = (now - self.since) // HOUR
        return Rung(sum(hours >= border for border in BORDERS.values()))


def due_rung(quiet: Quiet, now: datetime, told: Collection[Rung]) -> Rung:
    """The one to tell now, QUIET for none; `told` are those told of this very quiet."""
    rung = quiet.rung_at(now)
    return rung if rung > max(told, default=Rung.QUIET) else Rung.QUIET
