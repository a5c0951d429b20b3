"""What a matching costs: `python -m bench.matching` prints a table, and bench/results.json has it.

The measure that travels between machines is CPU time over one pass that touches every pair once
(a 16-bit addition, in cache), taken in the same run: 1 would be the price of merely looking.
`--quick` leaves out a hundred thousand people, who take minutes. A second table has the same pairs
matched by others.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import other_matchers

RESULTS = Path(__file__).parent / "results.json"
HUGE = (100_000, 20_000)


@dataclass(frozen=True)
class Row:
    """Budgets are seconds of wall time with nobody else on the machine, and mebibytes."""

    stage: str
    size: tuple[int, int]
    seconds: float
    mebibytes: int | None = None


ROWS = (
    Row("engine", (200, 50), 0.3),
    Row("all", (2_000, 500), 2.0),
    Row("what if", (2_000, 500), 0.15),
    Row("engine", (10_000, 2_500), 4.0),
    Row("engine", HUGE, 40.0, 2 * 1024),
    Row("command", HUGE, 120.0, 4 * 1024),
)
STAGES = {
    "engine": "people in memory to proven pairs",
    "all": "with all reasons and what would help",
    "what if": "one place fewer, all compared before",
    "command": "file to file",
}


def main() -> int:
    is_quick = "--quick" in sys.argv[1:]
    table = Table(title="Matching: read, score, solve, prove, give reasons")
    table.add_column("what")
    for heading in (
        *("mentees x mentors", "matched", "wall s", "budget", "CPU s", "x touch"),
        *("MiB", "budget", "processes"),
    ):
        table.add_column(heading, justify="right")
    costs = []
    for row in ROWS:
        if is_quick and row.size == HUGE:
            continue
        cost = measure(row)
        costs.append(cost)
        table.add_row(
            STAGES[row.stage],
            f"{row.size[0]:,} x {row.size[1]:,}",
            f"{cost['matched']:,}",
            shown(cost["wall"], row.seconds, 2),
            f"{row.seconds:g}",
            f"{cost['cpu']:.2f}",
            f"{cost['cpu'] / cost['touch']:,.0f}",
            shown(cost["mebibytes"], row.mebibytes, 0),
            f"{row.mebibytes or '':}",
            str(cost["workers"]),
        )
    Console(width=max(140, Console().width)).print(table)
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    found["matching"] = costs
    found["other_matchers"] = beside_others()
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    return 0


def beside_others() -> list[dict[str, Any]]:
    table = Table(title="The same scored pairs matched by others")
    table.add_column("what")
    for heading in ("mentees x mentors", "matched", "total", "CPU s", "x ours"):
        table.add_column(heading, justify="right")
    rows = [row for size in other_matchers.SIZES for row in other_matchers.measure(*size)]
    for row in rows:
        row["ratio"] = row["seconds"] and row["seconds"] / own_seconds(rows, row["size"])
        numbers = (row["matched"], row["total"], row["seconds"], row["ratio"])
        told = (
            "–" if each is None else f"{each:,.{digits}f}"
            for each, digits in zip(numbers, (0, 0, 3, 1), strict=True)
        )
        table.add_row(row["matcher"], "{:,} x {:,}".format(*row["size"]), *told)
    Console(width=max(100, Console().width)).print(table)
    return rows


def own_seconds(rows: list[dict[str, Any]], size: list[int]) -> float:
    return next(row["seconds"] for row in rows if row["size"] == size)


def measure(row: Row) -> dict[str, Any]:
    """In a process of its own, so that memory is that of one matching."""
    command = [sys.executable, "-m", "bench.matching_engine", row.stage, *map(str, row.size)]
    line = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return json.loads(line)


def shown(measured: float, budget: float | None, digits: int) -> str:
    text = f"{measured:,.{digits}f}"
    return f"[red]{text}[/red]" if budget and measured > budget else text


if __name__ == "__main__":
    sys.exit(main())
