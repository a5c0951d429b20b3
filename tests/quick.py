"""How long something takes, told apart from how busy the machine is."""

import sys
import time
from collections.abc import Callable

# Seconds `_work` takes on the idle machine the bounds in the tests were written for.
REFERENCE = 0.0200


def _work() -> int:
    """A little of what pages are made of: dictionaries, strings, calls."""
    rows = [{"name": f"name {number}", "score": number % 97} for number in range(12_000)]
    rows.sort(key=lambda row: (row["score"], row["name"]))
    return len("".join(f"{row['name']}: {row['score']}\n" for row in rows))


def slowness(clock: Callable[[], float] = time.perf_counter) -> float:
    """How many times slower than that machine this one is just now, never below 1.

    A bound multiplied with it travels: to a slow machine, and to one on which a second suite takes
    its share of processor and cache.
    """
    took = []
    for _ in range(3):
        began = clock()
        _work()
        took.append(clock() - began)
    return max(1.0, sorted(took)[1] / REFERENCE)


def within(seconds: float, call: Callable[[], object], *, goes: int = 3) -> bool:
    """Whether one of a few goes stays below the bound: a pause of the machine or of the garbage
    collector does not come back, work that is too much is too much each time.

    Nothing is timed while coverage counts its lines: that is another program.
    """
    if sys.gettrace():
        call()
        return True
    for _ in range(goes):
        began = time.perf_counter()
        call()
        took = time.perf_counter() - began
        if took < seconds or took < seconds * slowness():
            return True
    return False
