"""A path as a picture: as many marks as steps, walked as far as the next one."""

import re

import pytest

from portal.ui.tags.trail_maps import MOST_MARKS, trail_map

WAY = [("done", False), ("done", False), ("optional", True), ("here", False), ("ahead", False)]


def classes(picture: str) -> list[str]:
    return re.findall(r'class="(blaze-\w+)"', picture)


def points(picture: str, line: str) -> list[int]:
    """How many marks each line of this kind joins."""
    drawn = re.findall(rf'class="trail-{line}" d="([^"]*)"', picture)
    return [1 + path.count("C") for path in drawn]


def test_every_step_is_a_mark_in_its_order():
    assert classes(trail_map(marks=WAY, label="x")) == [
        "blaze-done",
        "blaze-done",
        "blaze-optional",
        "blaze-here",
        "blaze-ahead",
    ]


def test_the_way_joins_what_counts_and_a_branch_leads_to_each_other_mark():
    assert points(trail_map(marks=WAY, label="x"), "way") == [2, 4]


def test_it_is_walked_as_far_as_the_next_step():
    assert points(trail_map(marks=WAY, label="x"), "walked") == [3]
    assert points(trail_map(marks=[("ahead", False)] * 3, label="x"), "walked") == []


def test_its_words_are_said_to_who_cannot_see_it():
    assert 'role="img" aria-label="1 &lt; 2"' in trail_map(marks=WAY, label="1 < 2")


@pytest.mark.parametrize("marks", [[], [("ahead", False)] * (MOST_MARKS + 1)], ids=["none", "many"])
def test_nothing_and_too_much_are_no_picture(marks):
    assert trail_map(marks=marks, label="x") == ""


def test_one_mark_or_only_marks_beside_the_way_can_be_drawn():
    assert classes(trail_map(marks=[("here", False)], label="x")) == ["blaze-here"]
    assert classes(trail_map(marks=[("optional", True)], label="x")) == ["blaze-optional"]


def test_a_mark_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="A blaze is one of"):
        trail_map(marks=[("lost", False)], label="x")
