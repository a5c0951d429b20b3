"""The lot: one walk in ten, the same at every look, by nothing but the walk's number and the key."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.onboarding.core.hold_back import Came, Drawn, Lot, compared, lot_of

KEY = "a word of this portal"


def alone(walks, key=KEY) -> set[int]:
    return {walk for walk in walks if lot_of(walk, key=key) is Lot.ALONE}


def test_the_first_hundred_walks_of_this_key():
    assert alone(range(100)) == {8, 13, 14, 16, 40, 69, 80}


@pytest.mark.parametrize("key", [KEY, "another word", "ключ"])
def test_about_one_in_ten_is_left_alone(key):
    assert 0.09 < len(alone(range(20_000), key)) / 20_000 < 0.11


def test_another_key_draws_others():
    here, there = alone(range(20_000)), alone(range(20_000), "another word")
    assert 0.05 < len(here & there) / len(here) < 0.15


@given(st.lists(st.integers(1, 10**9), unique=True), st.randoms())
@example([3, 1, 2], None)
def test_it_is_the_same_in_every_order_and_whoever_else_walks(walks, random):
    shuffled = list(walks)
    if random:
        random.shuffle(shuffled)
    assert alone(shuffled) == alone(walks)
    assert alone(walks[:3]) == alone(walks) & set(walks[:3])


@dataclass
class Sorts:
    """So many walks, each of a person of its own: reminded or left alone, and how far they came."""

    told: tuple[int, int, int]
    alone: tuple[int, int, int]
    others: int = 0

    def walks(self) -> list[Drawn]:
        drawn = []
        for lot, (quiet, went_on, finished) in ((Lot.TOLD, self.told), (Lot.ALONE, self.alone)):
            drawn += [{"lot": lot}] * quiet
            drawn += [{"lot": lot, "went_on": True, "has_begun": True}] * went_on
            gone = {"lot": lot, "went_on": True, "has_begun": True, "is_finished": True}
            drawn += [gone] * finished
        drawn += [{}] * self.others
        return [Drawn(person=number, **walk) for number, walk in enumerate(drawn)]


def told(sorts: Sorts) -> dict[str, list[int | None]]:
    counts = compared(sorts.walks())
    return {came.value: [counts.get((lot, came)) for lot in Lot] for came in Came}


def test_both_sorts_stand_beside_each_other():
    assert told(Sorts(told=(40, 30, 20), alone=(7, 6, 5), others=9)) == {
        "reminded": [90, 18],
        "went_on": [50, 11],
        "finished": [20, 5],
    }


def test_fewer_than_five_people_are_hidden_and_what_would_tell_of_them():
    assert told(Sorts(told=(40, 30, 20), alone=(7, 6, 4), others=9)) == {
        "reminded": [90, 17],
        "went_on": [50, 10],
        "finished": [None, None],
    }
    assert told(Sorts(told=(40, 30, 20), alone=(4, 0, 0), others=9))["reminded"] == [90, None]


def test_what_all_walks_together_would_give_back_is_hidden_too():
    assert told(Sorts(told=(10, 10, 10), alone=(5, 5, 5), others=4))["reminded"] == [30, None]


def test_somebody_who_walks_often_is_one_of_few():
    walks = [Drawn(person=1, lot=Lot.ALONE)] * 9 + Sorts((9, 9, 9), (0, 0, 0)).walks()
    assert (Lot.ALONE, Came.REMINDED) not in compared(walks)


def test_nothing_is_told_of_nobody():
    assert compared([]) == {}
