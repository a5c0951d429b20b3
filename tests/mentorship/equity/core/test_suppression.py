"""Every table that what is shown leaves possible, tried one after the other."""

from functools import cache
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.equity.core.suppression import NotNested, publishable, share

IN_ORDER = (0, 2, 1)


@cache
def shared_out(people, most):
    """All ways to share people out among groups of which each has at most so many."""
    if not most:
        return ((),) if people == 0 else ()
    return tuple(
        (mine, *rest)
        for mine in range(min(people, most[0]) + 1)
        for rest in shared_out(people - mine, most[1:])
    )


def possible_tables(shown, sums):
    """All that a reader can't rule out."""
    tables = [()]
    for row, people in zip(shown, sums, strict=True):
        tables = [
            (*table, found)
            for table in tables
            for found in shared_out(people, table[-1] if table else (people,) * len(row))
            if all(told in {None, count} for told, count in zip(row, found, strict=True))
        ]
    return tables


def quantities(table):
    """Every count, and how many left between any two stages."""
    with_nobody = [*table, (0,) * len(table[0])]
    return {
        (stage, later, group): with_nobody[stage][group] - with_nobody[later][group]
        for stage, later in product(range(len(table)), range(1, len(table) + 1))
        if stage < later
        for group in range(len(table[0]))
    }


@st.composite
def nested(draw):
    groups = draw(st.integers(2, 3))
    row = tuple(draw(st.lists(st.integers(0, 4), min_size=groups, max_size=groups)))
    table = [row]
    for _stage in range(draw(st.integers(0, 2))):
        table.append(tuple(draw(st.integers(0, count)) for count in table[-1]))
    return tuple(table)


@given(nested(), st.integers(1, 3))
@example(((4, 4, 4), (4, 3, 1), (2, 2, 0)), 2)
@example(((3, 1),), 2)
@example(((4, 4), (2, 2)), 2)
def test_no_small_count_can_be_worked_out(table, small):
    order = [stage for stage in IN_ORDER if stage < len(table)]
    shown = publishable(table, order=order, small=small)
    sums = [sum(row) for row in table]
    possible = [quantities(one) for one in possible_tables(shown, sums)]
    truth = quantities(table)
    assert truth in possible
    ends = [*sums, 0]
    for key, count in truth.items():
        found = [one[key] for one in possible]
        if count < small:
            stage, later, _group = key
            assert max(found) - min(found) >= min(small, ends[stage] - ends[later])


@given(nested(), st.integers(1, 3))
@example(((4, 4, 4), (3, 3, 0)), 2)
def test_no_count_is_hidden_in_vain(table, small):
    """What can be worked out anyway, and is not small, is shown."""
    order = range(len(table))
    shown = publishable(table, order=order, small=small)
    possible = possible_tables(shown, [sum(row) for row in table])
    for stage, row in enumerate(shown):
        for group, told in enumerate(row):
            if told is None and table[stage][group] >= small:
                assert len({one[stage][group] for one in possible}) > 1


def test_a_small_count_takes_another_one_along():
    """Alone it would be the sum without the others."""
    assert publishable([(20, 12, 9, 3)], order=[0]) == ((20, 12, None, None),)


def test_what_is_hidden_leaves_room_for_more_than_a_few():
    """Two small ones that could only be small would be told as such."""
    assert publishable([(20, 12, 1, 1)], order=[0]) == ((20, None, None, None),)


def test_few_who_left_between_two_stages_are_a_small_count():
    """Thirty and twenty-eight would tell of two."""
    table = [(30, 40), (28, 20)]
    assert publishable(table, order=[0, 1]) == ((30, 40), (None, None))
    assert publishable(table, order=[1, 0]) == ((None, None), (28, 20))


def test_all_of_a_group_and_nobody_of_it_are_small_counts_too():
    assert publishable([(30, 30), (30, 10)], order=[0, 1]) == ((30, 30), (None, None))
    assert publishable([(30, 30), (0, 10)], order=[0, 1]) == ((30, 30), (None, None))


def test_where_all_is_large_all_is_shown():
    table = [(60, 40, 30), (50, 30, 20), (20, 15, 10)]
    assert publishable(table, order=[0, 1, 2]) == tuple(table)


def test_what_sums_tell_by_themselves_is_not_held_against_a_count():
    """Everybody is gone: that tells of no group."""
    assert publishable([(30, 30), (0, 0)], order=[0, 1]) == ((30, 30), (None, None))


def test_a_term_of_six_stages_and_six_groups_stays_readable():
    table = [
        (90, 74, 41, 22, 9, 64),
        (80, 66, 36, 20, 8, 57),
        (80, 66, 36, 20, 8, 57),
        (31, 28, 17, 9, 3, 22),
        (24, 22, 12, 7, 2, 17),
        (22, 20, 11, 6, 2, 15),
    ]
    shown = publishable(table, order=[0, 3, 5, 4, 1, 2])
    assert shown[0] == (90, 74, 41, 22, 9, 64)
    assert shown[3][:3] == (31, 28, 17)
    assert shown[5][:2] == (22, 20)


def test_a_stage_is_made_of_the_one_before():
    with pytest.raises(NotNested):
        publishable([(5, 5), (6, 4)], order=[0, 1])


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (1, 3, 33),
        (2, 3, 67),
        (1, 8, 13),
        (5, 8, 63),
        (None, 3, None),
        (1, None, None),
        (0, 0, None),
    ],
)
def test_a_share_of_what_is_hidden_is_hidden(part, whole, told):
    assert share(part, whole) == told
