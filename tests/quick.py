"""How long something takes, told apart from how busy the machine is."""

import time
from collections.abc import Callable


def within(seconds: float, call: Callable[[], object], *, goes: int = 3) -> bool:
    """Whether one of a few goes stays below the bound: a pause of the machine or of the garbage
    collector does not come back, work that is too much is too much each time."""
    for _ in range(goes):
        began = time.perf_counter()
        call()
        if time.perf_counter() - began < seconds:
            return True
    return False
