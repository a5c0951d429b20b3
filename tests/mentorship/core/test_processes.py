"""Work handed to other processes comes back in its order, whole, and as if done here."""

import os

import pytest

from mentorship.core import processes
from mentorship.core.processes import PART, in_parts, in_processes, processors


def squared(number: int) -> int:
    return number * number


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_one_and_several_give_the_same_in_the_same_order(workers, count):
    assert list(in_processes(squared, count, workers=workers)) == [*map(squared, range(count))]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("count", [0, 1, PART, PART + 1])
def test_small_work_goes_in_parts_and_none_is_missing(workers, count):
    assert list(in_parts(squared, count, workers=workers)) == [*map(squared, range(count))]


def test_what_a_fork_does_is_the_work_it_inherited(monkeypatch):
    monkeypatch.setattr(processes, "_work", squared, raising=False)
    assert processes._call(7) == 49


def test_no_more_processors_than_this_process_may_use():
    assert 1 <= processors() <= os.cpu_count()
