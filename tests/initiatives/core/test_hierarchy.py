from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.hierarchy import MOST_LEVELS, Branch, find_bad_chain, grow

KEYS = "abcdefg"
any_parents = st.dictionaries(st.sampled_from(KEYS), st.none() | st.sampled_from(KEYS))


def keys(branches: tuple[Branch, ...]) -> list[str]:
    return [key for branch in branches for key in (branch.key, *keys(branch.branches))]


def test_children_stand_under_their_parent_in_order():
    parents = {"top": None, "b": "top", "a": "top", "leaf": "b", "lone": "elsewhere"}
    assert grow(parents, order={key: (key,) for key in parents}) == (
        Branch("lone"),
        Branch("top", (Branch("a"), Branch("b", (Branch("leaf"),)))),
    )


@given(any_parents)
def test_every_group_is_drawn_once_whatever_reports_to_what(parents):
    drawn = keys(grow(parents, order={key: (key,) for key in parents}))
    assert sorted(drawn) == sorted(parents)


def test_a_loop_is_found_with_its_way():
    assert find_bad_chain({"a": "b", "b": "c", "c": "b"}) == ("a", "b", "c", "b")


def test_a_chain_may_be_as_deep_as_the_map_can_draw():
    deep = {str(n): str(n + 1) for n in range(MOST_LEVELS - 1)}
    assert find_bad_chain(deep) == ()
    assert len(find_bad_chain({**deep, str(MOST_LEVELS - 1): "x"})) == MOST_LEVELS + 1
