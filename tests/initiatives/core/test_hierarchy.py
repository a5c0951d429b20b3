from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.hierarchy import (
    MOST_LEVELS,
    Branch,
    find_bad_chain,
    find_branch,
    fold,
    grow,
    size,
    size_told,
)

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


def tree(parents: dict) -> tuple[Branch, ...]:
    return grow(parents, order={key: (key,) for key in parents})


TOP = {"top": None, "a": "top", "b": "top", "a1": "a", "a2": "a", "a3": "a", "b1": "b"}


def test_a_small_tree_is_drawn_whole():
    assert fold(tree(TOP), most=7) == (tree(TOP), 0)


def test_what_does_not_fit_is_folded_level_by_level():
    assert fold(tree(TOP), most=4) == (
        (Branch("top", (Branch("a", folded=3), Branch("b", (Branch("b1"),)))),),
        0,
    )


def test_too_many_at_the_top_are_cut_and_counted():
    assert fold(tree(dict.fromkeys("abcde")), most=3) == (
        (Branch("a"), Branch("b"), Branch("c")),
        2,
    )


def test_one_at_the_top_shows_the_first_who_report_to_it():
    wide = {"top": None, **dict.fromkeys("abcde", "top")}
    assert fold(tree(wide), most=3) == ((Branch("top", (Branch("a"), Branch("b")), folded=3),), 0)


@given(any_parents, st.integers(1, 9))
def test_a_picture_keeps_its_bound_and_counts_everybody(parents, most):
    whole = tree(parents)
    drawn, left_out = fold(whole, most=most)
    assert size(drawn) <= most
    assert size_told(drawn) + size(whole[len(whole) - left_out :]) == size(whole)


def test_a_branch_is_found_wherever_it_stands():
    assert find_branch(tree(TOP), "b") == Branch("b", (Branch("b1"),))
    assert find_branch(tree(TOP), "nobody") is None
