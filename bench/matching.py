"""What a matching costs: `python -m bench.matching` prints a table, and bench/results.json has it.

The measure that travels between machines is CPU time over one pass that touches every pair once
(a 16-bit addition, in cache), taken in the same run: 1 would be the price of merely looking.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.matching_instances import make_instance
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import solve

RESULTS = Path(__file__).parent / "results.json"
SIZES = ((200, 50), (2000, 500))
BUDGET = {(200, 50): 0.3, (2000, 500): 2.0}  # seconds of wall time, no one else on the machine
ROUNDS = 5
TOUCHES = 200


@dataclass(frozen=True)
class Cost:
    size: tuple[int, int]
    possible: int
    matched: int
    wall: float
    cpu: float
    touch: float
    stages: dict[str, float]


def main() -> int:
    costs = [measure(size) for size in SIZES]
    table = Table(title="Matching: read, score, solve, prove, give reasons; medians in seconds")
    for heading in ("mentees × mentors", "possible", "matched", "wall", "budget", "CPU", "× touch"):
        table.add_column(heading, justify="right")
    for stage in costs[0].stages:
        table.add_column(stage.lower(), justify="right")
    for cost in costs:
        budget = BUDGET[cost.size]
        wall = f"{cost.wall:.2f}" if cost.wall <= budget else f"[red]{cost.wall:.2f}[/red]"
        table.add_row(
            f"{cost.size[0]:,} × {cost.size[1]:,}",
            f"{cost.possible:,}",
            f"{cost.matched:,}",
            wall,
            f"{budget:g}",
            f"{cost.cpu:.2f}",
            f"{cost.cpu / cost.touch:,.0f}",
            *(f"{seconds:.3f}" for seconds in cost.stages.values()),
        )
    Console(width=max(140, Console().width)).print(table)
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    found["matching"] = [asdict(cost) for cost in costs]
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    return 0


def measure(size: tuple[int, int]) -> Cost:
    tree = make_instance(*size)
    walls, cpus, touches, stages = [], [], [], []
    for _ in range(ROUNDS):
        touches.append(touch(size))
        marks: list[tuple[str, float]] = []
        wall, cpu = time.perf_counter(), time.process_time()
        result = solve(
            instance_of(tree),
            on_stage=lambda stage, marks=marks: marks.append((stage, time.perf_counter())),
        )
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
        marks.append(("", time.perf_counter()))
        stages.append({stage: end - begin for (stage, begin), (_, end) in pairwise(marks)})
    return Cost(
        size=size,
        possible=result.summary.feasible_pairs,
        matched=result.summary.matched,
        wall=median(walls),
        cpu=median(cpus),
        touch=median(touches),
        stages={stage: median(each[stage] for each in stages) for stage in stages[0]},
    )


def touch(size: tuple[int, int]) -> float:
    """CPU seconds of one addition to every pair, a row of mentors at a time."""
    mentees, mentors = size
    row, other = np.zeros(mentors, np.uint16), np.ones(mentors, np.uint16)
    rows = max(1, 20_000 // mentors)  # long enough for the addition to outweigh its call
    block, added = np.tile(row, rows), np.tile(other, rows)
    began = time.process_time()
    for _ in range(TOUCHES):
        np.add(block, added, out=block)
    return (time.process_time() - began) / (TOUCHES * rows) * mentees


if __name__ == "__main__":
    sys.exit(main())
