"""What the words of a pull request take back, and what of that still stands."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.contributions.core.revert import (
    Revert,
    numbers_reverted,
    pull_request_at,
    standing_reverts,
)

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("Reverts ossf/demo#7", [7]),
        ("Reverts OSSF/Demo#7\r\n\r\nIt broke the build.", [7]),
        ("It broke.\n\nReverts ossf/demo#7\nReverts #6\nReverts ossf/demo#7", [7, 6]),
        ("Reverts ossf/other#7", []),
        ("This reverts commit 0a1b2c3.", []),
        ("Reverts ossf/demo#7 and more", []),
        ("> Reverts ossf/demo#7", []),
        ("Reverts ossf/demo#9", []),
        ("Reverts ossf/demo#10", []),
        ("Reverts ossf/demo#0", []),
        ("Reverts ossf/demo#99999999999999999999", []),
        ("", []),
    ],
)
def test_which_numbers_words_take_back(words, numbers):
    assert list(numbers_reverted(words, name="ossf/demo", by_number=9)) == numbers


def test_of_a_body_that_names_many_the_first_ten_are_believed():
    words = "\n".join(f"Reverts #{number}" for number in range(1, 20))
    found = list(numbers_reverted(words, name="ossf/demo", by_number=90))
    assert found == list(range(1, 11))


def revert(number, by_number, repository=1) -> Revert:
    return Revert(repository, number, by_number, AT + timedelta(hours=by_number))


def test_what_is_taken_back_itself_takes_nothing_back_however_often_and_in_any_order():
    first, second, third, other = revert(1, 2), revert(2, 3), revert(3, 4), revert(1, 2, 5)
    assert standing_reverts([first]) == (first,)
    assert standing_reverts([first, second]) == (second,)
    for told in permutations([first, second, third, other]):
        assert standing_reverts(told) == (first, other, third)


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9))))
def test_each_stands_unless_one_that_stands_takes_it_back(pairs):
    told = [revert(a, b) for a, b in pairs if a < b]
    stand = set(standing_reverts(told))
    gone = {one.number for one in stand}
    assert {one for one in told if one.by_number not in gone} == stand


@pytest.mark.parametrize(
    ("link", "meant"),
    [
        ("https://github.com/OSSF/demo/pull/7", ("ossf/demo", 7)),
        ("https://www.github.com/ossf/demo/pull/7/files#diff", ("ossf/demo", 7)),
        ("https://github.com/ossf/demo/issues/7", None),
        ("https://github.com.example.org/ossf/demo/pull/7", None),
        ("", None),
    ],
)
def test_which_pull_request_an_address_leads_to(link, meant):
    assert pull_request_at(link) == meant
