"""What a feed of 1,000 series costs, and their dates of a year beside `recurring-ical-events`.

`python -m bench.feeds` prints a table and ends with 1 when a budget is broken. The other library
pins what we don't: it runs in an environment of its own, from the package index.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import django
from rich.console import Console
from rich.table import Table

SERIES = 1000
GOES = 5
FIRST_ANSWER_MS, UNCHANGED_MS, TIMES_FASTER = 300, 20, 3
ZONES = ("America/New_York", "Europe/Berlin", "Asia/Kolkata", "America/Los_Angeles")
DAYS = ("MO", "TU", "WE", "TH", "FR")
ORACLE = "recurring-ical-events==3.8.2"
THEIRS = """
import sys, time, icalendar, recurring_ical_events
from datetime import UTC, datetime
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
began = time.perf_counter()
year = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
recurring_ical_events.of(calendar).between(*year)
print((time.perf_counter() - began) * 1000)
"""
YEAR = {"start": datetime(2026, 1, 1, tzinfo=UTC), "end": datetime(2027, 1, 1, tzinfo=UTC)}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        os.environ |= {
            "BENCH_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        }
        django.setup()
        rows = measure()
    table = Table(title=f"A feed of {SERIES:,} series, best of {GOES}")
    for heading in ("what", "found", "budget"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    broken = False
    for name, found, budget, is_kept in rows:
        table.add_row(name, found if is_kept else f"[red]{found}[/red]", budget)
        broken |= not is_kept
    Console(width=max(100, Console().width)).print(table)
    return int(broken)


def measure() -> list[tuple[str, str, str, bool]]:
    """What, found, budget, and whether it is kept."""
    from django.core.cache import cache  # only after the setup
    from django.core.management import call_command
    from django.test import Client

    from events.core.ics import read_calendar

    call_command("migrate", verbosity=0)
    make()
    client = Client(headers={"Cookie": "seen=1"})
    client.get("/calendar/kind/election.ics")  # imports, not the feed
    firsts, again = [], []
    for _ in range(GOES):
        cache.clear()
        response, took = timed(lambda: client.get("/calendar/all.ics"))
        firsts.append(took)
        headers = {"if-none-match": response["ETag"]}
        same, took = timed(lambda: client.get("/calendar/all.ics", headers=headers))  # noqa: B023
        again.append(took)
        if same.status_code != 304:
            raise SystemExit(f"an unchanged feed answered {same.status_code}")
    first, unchanged = min(firsts), min(again)
    events = read_calendar(response.content).events
    ours = min(timed(lambda: dates(events))[1] for _ in range(GOES))
    rows = [
        ("first answer, ms", f"{first:.0f}", f"{FIRST_ANSWER_MS}", first <= FIRST_ANSWER_MS),
        ("304, ms", f"{unchanged:.1f}", f"{UNCHANGED_MS}", unchanged <= UNCHANGED_MS),
        (f"{dates(events):,} dates of a year, ms", f"{ours:.0f}", "–", True),
    ]
    theirs = by_the_other(response.content)
    if theirs is None:
        return [*rows, ("recurring-ical-events is not to be had here", "–", "–", True)]
    words = "times as fast as recurring-ical-events"
    faster = theirs / ours
    return [*rows, (words, f"{faster:.1f}", f"{TIMES_FASTER}", faster >= TIMES_FASTER)]


def by_the_other(raw: bytes) -> float | None:
    """Milliseconds for the same dates, read before the clock starts; None without uv or index."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        return None
    own = [uv, "run", "--quiet", "--no-project", "--isolated", "--with", ORACLE]
    done = subprocess.run(
        [*own, "python", "-c", THEIRS], input=raw, capture_output=True, check=False
    )
    return float(done.stdout) if done.returncode == 0 else None


def make() -> None:
    from django.db import transaction

    from tests.factories.events import SeriesFactory
    from tests.factories.initiatives import InitiativeFactory

    with transaction.atomic():
        groups = [InitiativeFactory() for _ in range(30)]
        for number in range(SERIES):
            slot = {
                "rrule": f"FREQ=WEEKLY;INTERVAL={1 + number % 2};BYDAY={DAYS[number % 5]}",
                "tzid": ZONES[number % 4],
                "start_date": f"2026-01-{5 + number % 5:02}",
                "start_time": f"{8 + number % 10:02}:00",
            }
            SeriesFactory(
                slug=f"meeting-{number}",
                initiative=groups[number % 30],
                join_url="https://call.example.org/1",
                slots=[slot],
            )


def dates(events) -> int:
    from events.core.expand import expand

    return sum(len(expand(event.schedule, **YEAR)) for event in events)


def timed(call) -> tuple:
    began = time.perf_counter()
    answer = call()
    return answer, (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
