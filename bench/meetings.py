"""What meetings cost to work out: `python -m bench.meetings` prints a table, and
bench/results.json has it. Pure arithmetic: no database, no page."""

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from events.core.clashes import Date, overlaps
from events.core.schedule_verdict import judge
from events.core.time_finder import Attendee, find_times, offsets_of

RESULTS = Path(__file__).parent / "results.json"
ROUNDS = 7
BUDGET = 0.1  # seconds of CPU
MONDAY = date(2026, 11, 30)
ZONES = (
    *("America/Los_Angeles", "America/New_York", "America/Sao_Paulo", "Europe/London"),
    *("Europe/Berlin", "Africa/Casablanca", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo"),
    *("Australia/Sydney", "Pacific/Auckland", "UTC"),
)
HOSTILE = ("every 2nd Tuesday 9:00 IST / 8:00 CST, " * 60)[:2000]


def fair_time() -> object:
    """Two hundred people, half of whom gave hours; nothing of the year is known beforehand."""
    offsets_of.cache_clear()
    crowd = [
        Attendee(ZONES[n % len(ZONES)], frozenset(range(n, n + 60)) if n % 2 else None)
        for n in range(200)
    ]
    return find_times(crowd, tzid="Europe/Berlin", minutes=60, first=MONDAY)


def clash_sweep() -> object:
    """A thousand weekly meetings over twelve weeks, five at a time; every tenth pair is minded."""
    begin = datetime(2026, 11, 30, tzinfo=UTC)
    dates = []
    for series in range(1000):
        for week in range(12):
            start = begin + timedelta(weeks=week, minutes=series % 200 * 30)
            end = start + timedelta(hours=1)
            dates.append(Date(start, end, series * 12 + week, series))
    return overlaps(dates, related=lambda one, other: one % 10 == other % 10)


def hostile_line() -> object:
    return judge(HOSTILE, today=MONDAY)


WORK: dict[str, Callable[[], object]] = {
    "fair time of 200 people": fair_time,
    "clashes of 1,000 series, 12 weeks": clash_sweep,
    "the worst line of 2,000 characters": hostile_line,
}


def main() -> int:
    costs = {name: cpu(work) for name, work in WORK.items()}
    table = Table(title="Meetings: medians of CPU seconds")
    for heading in ("what", "CPU", "budget"):
        table.add_column(heading)
    for name, cost in costs.items():
        shown = f"{cost:.3f}" if cost <= BUDGET else f"[red]{cost:.3f}[/red]"
        table.add_row(name, shown, f"{BUDGET:g}")
    Console().print(table)
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    found["meetings"] = costs
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    return 0 if max(costs.values()) <= BUDGET else 1


def cpu(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return median(spent)


if __name__ == "__main__":
    sys.exit(main())
