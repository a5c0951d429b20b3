"""One matching in a process of its own, measured from outside: `python -m bench.matching_engine`
with one of STAGES, mentees and mentors. Prints a line of JSON.

Memory is that of the whole tree of processes, shared pages counted once (PSS), above what the
made-up people took before the work began.
"""

import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import numpy as np

from bench.matching_instances import make_instance
from bench.touch import touch
from mentorship.core.assignment import NOBODY
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import prepared, solve
from mentorship.core.optimum import Optimum, optimum
from mentorship.core.processes import processors
from mentorship.core.what_if import what_if

SECONDS_APART = 0.25
SMALL = 20_000_000  # pairs that one process is enough for


def main() -> int:
    stage, mentees, mentors = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    tree = make_instance(mentees, mentors)
    workers = 1 if mentees * mentors <= SMALL else processors()
    work = STAGES[stage](tree, workers)
    del tree
    touched = touch((mentees, mentors))
    watch = Watch()
    watch.start()
    wall, cpu = time.perf_counter(), cpu_seconds()
    matched = work()
    wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
    watch.is_done.set()
    watch.join()
    print(
        json.dumps(
            {
                "stage": stage,
                "size": [mentees, mentors],
                "matched": matched,
                "workers": workers,
                "wall": round(wall, 3),
                "cpu": round(cpu, 3),
                "touch": touched,
                "mebibytes": round(watch.most / 1024),
                "mebibytes_before": round(watch.before / 1024),
            }
        )
    )
    return 0


def engine(tree: dict[str, Any], workers: int) -> Callable[[], int]:
    instance = instance_of(tree)

    def work() -> int:
        ready = prepared(instance, workers=workers)
        return matches(optimum(ready.pairs, ready.weighing))

    return work


def whole(tree: dict[str, Any], workers: int) -> Callable[[], int]:
    instance = instance_of(tree)
    return lambda: solve(instance, workers=workers).summary.matched


def one_place_fewer(tree: dict[str, Any], workers: int) -> Callable[[], int]:
    ready = prepared(instance_of(tree), workers=workers)
    before = optimum(ready.pairs, ready.weighing)
    busiest = max(ready.board.mentors, key=lambda mentor: mentor.capacity)
    fewer = {busiest.id: busiest.capacity - 1}
    return lambda: matches(before) + what_if(ready, before, places=fewer).matched


def command(tree: dict[str, Any], workers: int) -> Callable[[], int]:
    """`manage.py match`, from file to file; it finds its own number of processes."""
    folder = Path(mkdtemp())
    file, result = folder / "instance.json", folder / "result.json"
    with file.open("w") as out:
        json.dump(tree, out)

    def work() -> int:
        call = [sys.executable, "manage.py", "match", str(file), "--out", str(result)]
        subprocess.run(call, check=True, stderr=subprocess.DEVNULL)
        matched = re.search(r'"matched": (\d+)', result.read_text()[-2_000:])
        rmtree(folder)
        return int(matched[1]) if matched else 0

    return work


STAGES = {"engine": engine, "all": whole, "what if": one_place_fewer, "command": command}


def matches(found: Optimum) -> int:
    return int(np.count_nonzero(found.chosen != NOBODY))


def cpu_seconds() -> float:
    """Of this process and of those it waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


class Watch(threading.Thread):
    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.is_done = threading.Event()
        self.before = self.most = tree_kibibytes()

    def run(self) -> None:
        while not self.is_done.wait(SECONDS_APART):
            self.most = max(self.most, tree_kibibytes())


def tree_kibibytes() -> int:
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    tree = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in tree} - tree:
        tree |= more
    return sum(map(kibibytes, tree))


def kibibytes(process: int) -> int:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


if __name__ == "__main__":
    sys.exit(main())
