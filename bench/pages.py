"""What a page costs: CPU time as a ratio to a bare Django view in the same interleaved run.

`python -m bench.pages` prints a table and writes bench/results.json. Both sides are served by a
gunicorn of one worker, whose own CPU time is read. A ratio travels between machines, milliseconds
do not; both are written down. Pages are measured past the cache, and three of them from it.
"""

import json
import os
import sys
import tempfile
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import django
from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "results.json"
HEADINGS = ("page", "× hello", "budget", "queries", "budget", "CPU ms", "kB", "kB gzip")


def main() -> int:
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        os.environ |= {
            "BENCH_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        }
        django.setup()
        from bench.measuring import ROUNDS, measure  # models import only after the setup

        costs, hello = measure()
    show(costs, hello)
    found = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "rounds": ROUNDS,
        "hello_milliseconds": hello,
        "pages": [asdict(cost) for cost in costs],
    }
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    print(f"{ROUNDS} rounds in {time.monotonic() - began:.0f} s; written to {RESULTS}")
    return 0


def show(costs, hello: float) -> None:
    table = Table(title=f"CPU per page; a bare Django view takes {hello} ms and is 1")
    for heading in HEADINGS:
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for cost in costs:
        table.add_row(
            cost.name,
            *beside(cost.ratio, cost.ratio_budget),
            *beside(cost.queries, cost.query_budget),
            f"{cost.milliseconds:g}",
            f"{cost.kilobytes:g}",
            f"{cost.kilobytes_compressed:g}",
        )
    Console(width=max(100, Console().width)).print(table)


def beside(value: float, budget: float | None) -> tuple[str, str]:
    if budget is None:
        return f"{value:g}", "–"
    return f"[red]{value:g}[/red]" if value > budget else f"{value:g}", f"{budget:g}"


if __name__ == "__main__":
    sys.exit(main())
