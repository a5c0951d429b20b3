"""The same nodes as a list and as a drawing; the drawing mirrors, its words do not."""

import re

from django.template import Context, Template

NODES = [
    {
        "name": "Council",
        "url": "/c/",
        "hue": 1,
        "activity": 3,
        "children": [
            {"name": "Group", "url": "/g/", "hue": 2, "stage": "archived", "is_here": True},
        ],
    },
    {"name": "Board"},
]


def shown(source: str, **context) -> str:
    return Template("{% load ui %}" + source).render(Context({"nodes": NODES, **context}))


def test_the_outline_nests_as_the_groups_do():
    html = re.sub(r"<(?!/?(?:ul|li|a)\b)[^>]*>|\s", "", shown("{% outline nodes=nodes %}"))

    assert html == (
        '<ulclass="outline"><li><ahref="/c/">Council</a><ul><li>'
        '<ahref="/g/"aria-current="page">Group</a>Archived</li></ul></li><li>Board</li></ul>'
    )


def test_the_map_draws_one_station_a_node_and_one_line_a_child():
    html = shown("{% hierarchy_map nodes=nodes title='Who reports to whom' %}")

    assert html.count('<g class="station') == 3
    assert re.findall(r'<path class="(hue-[^"]*)" d="M', html) == ["hue-1"]
    assert "archived" in html


def test_activity_widens_the_mark():
    html = shown("{% hierarchy_map nodes=nodes title='x' %}")

    assert re.findall(r'class="station-mark"[^>]* width="(\d+)" height="14"', html) == [
        "22",
        "10",
        "10",
    ]


def test_the_drawing_mirrors_in_a_right_to_left_page():
    def first_word(direction):
        html = shown("{% hierarchy_map nodes=nodes title='x' %}", direction=direction)
        width = int(re.search(r'<svg width="(\d+)"', html)[1])
        return width, int(re.search(r'<text x="(\d+)"', html)[1])

    width, x = first_word("ltr")
    assert first_word("rtl") == (width, width - x)


def test_a_map_of_nothing_is_empty_and_does_not_break():
    assert '<g class="station' not in shown("{% hierarchy_map nodes=nodes title='x' %}", nodes=[])
