"""One matching in a process of its own, measured from outside: `python -m bench.matching_engine`
with a stage (`engine`: people in memory to proven pairs; `all`: with every reason), mentees and
mentors. Prints a line of JSON.

Memory is that of the whole tree of processes, shared pages counted once (PSS), above what the
made-up people took before the work began.
"""

import json
import os
import resource
import sys
import threading
import time
from pathlib import Path

import numpy as np

from bench.matching_instances import make_instance
from bench.touch import touch
from mentorship.core import instance_reading
from mentorship.core.matching import prepared, solve
from mentorship.core.optimum import optimum
from mentorship.core.processes import processors

SECONDS_APART = 0.25
SMALL = 20_000_000  # pairs that one process is enough for


def main() -> int:
    stage, mentees, mentors = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    instance = instance_reading.instance_of(make_instance(mentees, mentors))
    workers = 1 if mentees * mentors <= SMALL else processors()
    touched = touch((mentees, mentors))
    watch = Watch()
    watch.start()
    wall, cpu = time.perf_counter(), cpu_seconds()
    if stage == "engine":
        ready = prepared(instance, workers=workers)
        matched = int(np.count_nonzero(optimum(ready.pairs, ready.weighing).mentors + 1))
    else:
        matched = solve(instance, workers=workers).summary.matched
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
