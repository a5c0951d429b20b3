"""In whatever order facts come, and however often, the same is known."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.contributions.core.fact import Kind, folded, heard_again, pull_requests
from tests.initiatives.contributions.core.facts import fact

STORIES = {
    "merged before it was opened, as far as we heard": (
        [fact("opened", 0), fact("merged", 1), fact("opened", 0), fact("merged", 1)],
        Kind.MERGED,
    ),
    "closed and opened again": (
        [fact("opened", 0), fact("closed", 1), fact("reopened", 2)],
        Kind.REOPENED,
    ),
    "closed again, then merged": (
        [fact("closed", 1), fact("reopened", 2), fact("closed", 3), fact("merged", 4)],
        Kind.MERGED,
    ),
    "given up": ([fact("opened", 0), fact("closed", 1)], Kind.CLOSED),
    "a word that comes after the merge changes nothing": (
        [fact("opened", 0), fact("merged", 1), fact("closed", 2)],
        Kind.MERGED,
    ),
    "all in one moment": (
        [fact("opened", 1), fact("closed", 1), fact("merged", 1), fact("reopened", 1)],
        Kind.MERGED,
    ),
}


@pytest.mark.parametrize(("facts", "stands"), STORIES.values(), ids=STORIES)
def test_a_pull_request_stands_where_it_stands_in_every_order(facts, stands):
    for told in permutations(facts):
        assert {key: one.kind for key, one in pull_requests(told).items()} == {100_001: stands}
        assert folded(told) == folded(facts)


def test_reviews_say_nothing_of_where_it_stands():
    assert pull_requests([fact("reviewed", 1)]) == {}


def test_what_two_messages_say_of_one_fact_is_all_known():
    plain, docs = fact("merged", 1), fact("merged", 1, is_docs=True)
    own = fact("merged", 1, is_own_merge=True)
    both = fact("merged", 1, is_docs=True, is_own_merge=True)
    assert folded([plain, docs, own]) == folded([own, plain, docs]) == (both,)


def test_the_same_number_in_another_repository_is_another_pull_request():
    here = fact("merged", 1)
    assert len({here.key, fact("merged", 1, pull=2).key, fact("opened", 1).key}) == 3


told_facts = st.builds(
    fact,
    st.sampled_from(["opened", "reopened", "closed", "merged", "reviewed"]),
    st.integers(0, 3),
    st.integers(1, 2),
    is_docs=st.booleans(),
    is_own_merge=st.booleans(),
)
some = st.lists(told_facts, max_size=8)


@given(some, st.randoms())
def test_neither_order_nor_repetition_matters(facts, random):
    again = facts + random.sample(facts, len(facts) // 2)
    random.shuffle(again)
    assert folded(again) == folded(facts)
    assert pull_requests(again) == pull_requests(facts)


@given(some, some)
def test_what_is_known_may_be_told_in_parts(early, late):
    assert folded([*folded(early), *folded(late)]) == folded([*late, *early])
    assert folded(folded(early)) == folded(early)


@given(told_facts, told_facts)
def test_two_tellings_of_one_fact_join_either_way_round(one, other):
    if one.key == other.key:
        assert heard_again(one, other) == heard_again(other, one)
        assert heard_again(one, one) == one


def test_which_files_were_changed_stays_whoever_told_of_it():
    told, asked = fact("merged", 1), fact("merged", 1, files=("docs/a.md",), are_all_files=True)
    for order in permutations([told, asked, told]):
        assert folded(order) == (asked,)
