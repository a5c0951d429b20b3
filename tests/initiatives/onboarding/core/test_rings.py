from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.rings import rings

PEOPLE = st.integers(0, 7)


def reached(accepted, start) -> set[int]:
    """By brute force: everybody behind them."""
    found, more = set(), {start}
    while more:
        more = {other for one, other in accepted if one in more} - found
        found |= more
    return found


def test_two_who_accepted_each_other_and_a_ring_of_three():
    assert rings([(1, 2), (2, 1), (2, 9)]) == [frozenset({1, 2})]
    assert rings([(5, 6), (6, 7), (7, 5), (1, 5)]) == [frozenset({5, 6, 7})]


def test_a_chain_is_no_ring_however_long():
    assert rings((one, one + 1) for one in range(5000)) == []
    assert rings([]) == []


@given(st.lists(st.tuples(PEOPLE, PEOPLE).filter(lambda pair: pair[0] != pair[1])))
def test_everybody_in_a_ring_is_behind_everybody_and_nobody_else_is(accepted):
    behind = {one: reached(accepted, one) for pair in accepted for one in pair}
    around = {frozenset(o for o in behind[one] if one in behind[o]) for one in behind}
    assert set(rings(accepted)) == {ring for ring in around if len(ring) > 1}
