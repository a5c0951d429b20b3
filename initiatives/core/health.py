"""How alive a group looks, as dated parts with their sample size: never one grade."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

# Below it a share or a median says more about chance than about a group.
ENOUGH = 5
QUARTERS = 4


@dataclass(frozen=True, kw_only=True)
class MeetingRecord:
    """Meetings of a group whose planned time is over: of the last `days` days, and the last one.

    `kept` of `planned` were not called off, and of `held` somebody who
    was there says so. `last_url` is an address on this site.
    """

    days: int
    planned: int = 0
    kept: int = 0
    held: int = 0
    last_on: date | None = None
    last_title: str = ""
    last_url: str = ""


def is_enough(count: int) -> bool:
    return count >= ENOUGH


def median_days(spans: Iterable[int]) -> float | None:
    """None where too few are known to say."""
    known = list(spans)
    return median(known) if is_enough(len(known)) else None


def last_quarters(on: date, count: int = QUARTERS) -> list[str]:
    """The quarters that are over, the latest first: "2025-Q4" for a day in February 2026."""
    year, quarter = on.year, (on.month - 1) // 3
    found: list[str] = []
    while len(found) < count:
        if quarter == 0:
            year, quarter = year - 1, 4
        found.append(f"{year}-Q{quarter}")
        quarter -= 1
    return found
