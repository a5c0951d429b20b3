import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.selection.core.order import Move, most_listed, moved, rank_at


@pytest.mark.parametrize(
    ("one", "move", "becomes"),
    [
        (2, Move.UP, [2, 1, 3]),
        (1, Move.UP, [1, 2, 3]),
        (2, Move.DOWN, [1, 3, 2]),
        (3, Move.DOWN, [1, 2, 3]),
        (2, Move.OFF, [1, 3]),
        (9, Move.UP, [1, 2, 3]),
    ],
)
def test_one_place_at_a_time(one, move, becomes):
    assert moved([1, 2, 3], one, move) == becomes


@given(st.lists(st.integers(0, 9), unique=True), st.integers(0, 9), st.sampled_from(Move))
@example([1, 2], 1, Move.DOWN)
@example([1], 1, Move.OFF)
@example([], 1, Move.UP)
def test_nobody_is_lost_or_doubled(order, one, move):
    found = moved(order, one, move)
    assert sorted(found) == sorted(x for x in order if move is not Move.OFF or x != one)
    assert [x for x in found if x != one] == [x for x in order if x != one]


def test_ranks_end_at_five_and_lists_only_where_a_mentor_takes_no_more():
    assert [rank_at(place) for place in (1, 5, 6, 9)] == [1, 5, 5, 5]
    assert [most_listed(capacity) for capacity in (None, 2, 8)] == [5, 5, 8]
