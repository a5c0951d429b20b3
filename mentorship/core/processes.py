"""The same work on many things, on all processors, where it pays."""

import os
from collections.abc import Callable, Iterator
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

PART = 500

Found = TypeVar("Found")

_work: Callable[[int], Any]


def processors() -> int:
    """As many as this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(work: Callable[[int], Found], count: int, *, workers: int) -> Iterator[Found]:
    """`work` of 0, 1, … in that order. Other processes are forks, which see what this one holds
    without a copy; never where threads hold locks, as in a web server: ask for one worker there."""
    global _work  # noqa: PLW0603 - what is forked is inherited, and never pickled
    if workers == 1 or count < 2 or "fork" not in get_all_start_methods():
        yield from map(work, range(count))
        return
    _work = work
    with get_context("fork").Pool(min(workers, count)) as pool:
        yield from pool.imap(_call, range(count))


def in_parts(work: Callable[[int], Found], count: int, *, workers: int) -> Iterator[Found]:
    """The same for work so small that handing it over one by one would cost more than it."""

    def part(number: int) -> list[Found]:
        return [work(at) for at in range(number * PART, min((number + 1) * PART, count))]

    for found in in_processes(part, -(-count // PART), workers=workers):
        yield from found


def _call(number: int) -> Any:
    return _work(number)
