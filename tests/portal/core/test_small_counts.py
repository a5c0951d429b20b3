from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.small_counts import SMALL, shown_counts

MANY = range(20)
ONE_EACH = {unit: unit for unit in MANY}


def shown(*counts: range, owners=ONE_EACH) -> list[int]:
    """Which of them are shown, by their place; the first in order comes first."""
    named = dict(enumerate(set(count) for count in counts))
    return sorted(shown_counts(named, owners=owners, order=named))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([range(20)], [0]),
        ([range(5)], [0]),
        ([range(4)], []),
        ([range(0)], []),
        # Of twenty two did not go on: nobody tells of them by a difference.
        ([range(20), range(18)], [0]),
        ([range(20), range(15)], [0, 1]),
        ([range(20), range(20)], [0, 1]),
        # What is missing to a sum is as small as what is hidden.
        ([range(17), range(17, 20), range(20)], [0]),
        # What two share: 12 and 12 of 20 have at least four in common.
        ([range(20), range(12), range(8, 20)], [0, 1]),
        ([range(20), range(12), range(7, 20)], [0, 1, 2]),
        # Nobody is told of by what others hide.
        ([range(10), range(10, 20), range(5, 15)], [0, 1, 2]),
    ],
)
def test_what_may_stand_beside_each_other(counts, expected):
    assert shown(*counts) == expected


def test_few_people_are_few_however_much_they_have():
    owners = {unit: unit % 4 for unit in MANY}
    assert shown(range(20), owners=owners) == []


def test_what_comes_first_in_the_order_is_shown():
    counts = {"all": set(range(20)), "most": set(range(18))}
    assert shown_counts(counts, owners=ONE_EACH, order=["most", "all"]) == {"most"}


@st.composite
def any_counts(draw):
    units = range(draw(st.integers(0, 24)))
    owners = {unit: draw(st.integers(0, 19)) for unit in units}
    sets = st.sets(st.sampled_from(units)) if units else st.just(set())
    return dict(enumerate(draw(st.lists(sets, max_size=5)))), owners


@given(any_counts())
def test_nothing_that_can_be_worked_out_is_of_few(told):
    """Whatever some of the shown counts share and others do not hold."""
    counts, owners = told
    seen = [counts[name] for name in shown_counts(counts, owners=owners, order=counts)]
    for size in range(1, len(seen) + 1):
        for inside in combinations(range(len(seen)), size):
            held = set.intersection(*(seen[n] for n in inside))
            rest = set().union(*(seen[n] for n in range(len(seen)) if n not in inside))
            people = {owners[unit] for unit in held - rest}
            assert not people or len(people) >= SMALL
