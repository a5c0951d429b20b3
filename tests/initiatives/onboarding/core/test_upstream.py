from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.onboarding.core.upstream import Offer, offers, order_with
from tests.initiatives.onboarding.core.plans import KEYS, any_plans, plan

[WAS] = plan("a")
THEIRS, OURS = replace(WAS, title="Theirs"), replace(WAS, title="Ours")


def plans(*steps):
    return [(step,) if step else () for step in steps]


@pytest.mark.parametrize(
    ("was", "theirs", "ours", "is_contested"),
    [
        (WAS, THEIRS, WAS, False),
        (WAS, THEIRS, OURS, True),
        (WAS, THEIRS, None, True),
        (WAS, None, WAS, False),
        (WAS, None, OURS, True),
        (None, THEIRS, None, False),
        (None, THEIRS, OURS, True),
    ],
)
def test_what_changed_there_is_offered(was, theirs, ours, is_contested):
    [one] = offers(*plans(was, theirs, ours))
    assert one == Offer("a", was, theirs, ours)
    assert one.is_contested is is_contested
    assert one.title == (ours or theirs or was).title


@pytest.mark.parametrize(
    ("was", "theirs", "ours"),
    [
        (WAS, WAS, OURS),
        (WAS, WAS, None),
        (WAS, THEIRS, THEIRS),
        (WAS, None, None),
        (None, None, OURS),
    ],
)
def test_what_only_we_changed_or_both_alike_is_not(was, theirs, ours):
    assert offers(*plans(was, theirs, ours)) == ()


def test_offers_stand_as_they_do_there():
    told = offers(plan("a", "b", "gone"), plan("new", "b: a", "a"), plan("a", "b", "gone"))
    assert [one.key for one in told] == ["new", "b", "gone"]
    assert Offer("z", None, None, None).title == "z"


def test_what_is_taken_stands_behind_what_it_stands_behind_there():
    assert order_with("abx", "nabm", "nm") == ["n", "a", "b", "m", "x"]
    assert order_with("abx", "ab", "x") == ["a", "b"]
    assert order_with("abx", "nab", "") == ["a", "b", "x"]
    assert order_with("ba", "ab", "a") == ["b", "a"]


keys = st.permutations(KEYS).flatmap(lambda told: st.integers(0, 5).map(lambda n: told[:n]))


@given(keys, keys, st.sets(st.sampled_from(KEYS)))
@example(["a"], ["b"], {"a", "b"})
def test_nothing_goes_or_comes_that_was_not_taken(ours, theirs, taken):
    order = order_with(ours, theirs, taken)
    assert len(set(order)) == len(order)
    assert set(order) ^ set(ours) <= taken
    assert [key for key in order if key in ours] == [key for key in ours if key in order]


@given(any_plans(), any_plans())
@example(plan("a"), plan("b"))
def test_who_changed_nothing_is_offered_everything_and_nothing_contested(was, theirs):
    assert not any(one.is_contested for one in offers(was, theirs, was))
    assert offers(was, theirs, theirs) == offers(was, was, theirs) == ()
