"""Ranked choices become preferences of the matching."""

from mentorship.core.choices import Choice, preferences

CHOICES = (
    Choice("oven", "Mend the oven", "/oven/", frozenset({1, 2})),
    Choice("bread", "Bake bread", "/bread/", frozenset({2, 9})),
)
MENTORS = {1: "ada", 2: "bob"}


def test_each_mentor_behind_a_choice_gets_its_rank_and_the_dearer_one_counts():
    wishes = {"mia": ["bread", "oven"], "noe": ["oven"]}
    assert preferences(wishes, CHOICES, MENTORS) == {
        ("mia", "bob"): 1,
        ("mia", "ada"): 2,
        ("noe", "ada"): 1,
        ("noe", "bob"): 1,
    }


def test_what_is_gone_counts_for_nothing_and_a_fourth_choice_is_none():
    assert preferences({"mia": ["gone", "oven"]}, CHOICES, MENTORS)["mia", "ada"] == 2
    assert preferences({"mia": ["a", "b", "c", "oven"]}, CHOICES, MENTORS) == {}
