"""Presses of several people in the same moment, each on a connection of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from django.db import connection

Press = Callable[[Barrier], str]


def at_once(*presses: Press) -> list[str]:
    start = Barrier(len(presses))

    def one(press: Press) -> str:
        try:
            return press(start)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool_of_threads:
        return sorted(pool_of_threads.map(one, presses))


def pressing(done: str, action: Callable, *refusals: type[Exception], **facts: object) -> Press:
    """A press that comes to `done`, or to the name of the refusal."""

    def press(start: Barrier) -> str:
        start.wait()
        try:
            partial(action, **facts)()
        except refusals as refusal:
            return type(refusal).__name__
        return done

    return press
