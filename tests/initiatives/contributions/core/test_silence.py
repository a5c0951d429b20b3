"""A rule that nothing has matched for its time is told, and why as far as anybody can see."""

from datetime import timedelta

import pytest

from initiatives.contributions.core.silence import DEAD, Life, life_of
from tests.initiatives.contributions.core.facts import START

PATIENCE = timedelta(days=60)
LATER, NOW = START + timedelta(days=60), START + timedelta(days=61)


@pytest.mark.parametrize(
    ("since", "last", "heard", "life"),
    [
        (START, LATER, LATER, Life.KEPT),
        (START, NOW - PATIENCE, None, Life.KEPT),
        (LATER, None, None, Life.YOUNG),
        (NOW - PATIENCE, START, LATER, Life.YOUNG),
        (START, None, LATER, Life.SILENT),
        (START, START, NOW - PATIENCE, Life.SILENT),
        (START, None, None, Life.UNHEARD),
        (START, START, START, Life.UNHEARD),
    ],
)
def test_it_is_told_apart_from_one_that_is_young_or_kept(since, last, heard, life):
    told = life_of(since=since, last=last, heard=heard, now=NOW, patience=PATIENCE)
    assert told is life
    assert (told in DEAD) is (life in {Life.SILENT, Life.UNHEARD})


@pytest.mark.parametrize(
    ("since", "last", "perhaps", "life"),
    [
        (START, None, LATER, Life.UNKNOWN),
        (START, START, LATER, Life.UNKNOWN),
        (START, LATER, LATER, Life.KEPT),
        (LATER, None, LATER, Life.YOUNG),
        (START, None, START, Life.SILENT),
    ],
)
def test_work_that_may_be_of_its_kind_leaves_open_whether_it_is_kept(since, last, perhaps, life):
    told = life_of(since=since, last=last, heard=LATER, now=NOW, patience=PATIENCE, perhaps=perhaps)
    assert told is life
    assert (told in DEAD) is (life is Life.SILENT)
