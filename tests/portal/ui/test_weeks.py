import re

from django.template import Context, Template

from portal.core.availability import CELLS
from portal.ui.tags.weeks import clock


def grid(chosen=frozenset(), name="t") -> str:
    template = Template("{% load ui %}{% week_grid chosen=chosen name=name %}")
    return template.render(Context({"chosen": chosen, "name": name}))


def test_every_half_hour_is_a_checkbox_with_a_name_of_its_own():
    boxes = re.findall(r'<input type=checkbox name=t(\d+) aria-label="([^"]+)">', grid())

    assert sorted(int(cell) for cell, _ in boxes) == list(range(CELLS))
    assert len({label for _, label in boxes}) == CELLS
    labels = dict(boxes)
    assert (labels["0"], labels["37"], labels["335"]) == ("Mon 00:00", "Mon 18:30", "Sun 23:30")


def test_what_is_chosen_is_ticked():
    found = re.findall(r"name=free(\d+)[^>]* checked>", grid({20, 68}, name="free"))

    assert found == ["20", "68"]


def test_a_night_is_open_when_something_in_it_is_chosen():
    assert grid({20}).count("<details open>") == 0
    assert grid({13}).count("<details open>") == 1
    assert grid({0, 335}).count("<details open>") == 2


def test_a_row_is_named_by_its_clock():
    assert [clock(row) for row in (0, 1, 29, 47)] == ["00:00", "00:30", "14:30", "23:30"]
