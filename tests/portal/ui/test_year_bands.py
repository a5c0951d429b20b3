"""Years as a picture: in scale, readable from both sides, unknown stretches drawn as such."""

import re
from datetime import date

from django.template import Context, Template

STRIPS = [
    (
        "Stage",
        [
            ("", date(2020, 1, 1), date(2021, 1, 1)),
            ("Sandbox", date(2021, 1, 1), date(2024, 1, 1)),
        ],
    )
]


def shown(strips=STRIPS, direction: str = "ltr", **dates) -> str:
    context = {"start": date(2020, 1, 1), "end": date(2024, 1, 1), "strips": strips, **dates}
    return Template(
        "{% load ui %}{% year_bands strips=strips start=start end=end label='Over the years' %}"
    ).render(Context({"direction": direction, **context}))


def bars(html: str) -> list[tuple[int, int]]:
    found = re.findall(r'<rect x="(\d+)" y="\d+" width="(\d+)"', html)
    return [(int(x), int(width)) for x, width in found]


def test_a_year_is_as_long_as_another():
    (first, after) = bars(shown())
    assert first == (0, 178)
    assert after == (180, 538)


def test_a_right_to_left_page_begins_on_the_right():
    assert bars(shown(direction="rtl")) == [(720 - x - width, width) for x, width in bars(shown())]


def test_what_nobody_knows_is_said_and_dashed():
    html = shown()
    assert html.count("is-unknown") == 1
    assert "<title>unknown</title>" in html


def test_words_that_do_not_fit_are_only_a_title():
    html = shown([("Stage", [("A very long word for one day", *2 * [date(2020, 1, 1)])])])
    assert "<title>A very long word for one day</title>" in html
    assert ">A very long word for one day</text>" not in html


def test_text_of_others_is_never_markup():
    html = shown([("<b>", [("<script>", date(2020, 1, 1), date(2024, 1, 1))])])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_many_years_are_not_all_named():
    html = shown(start=date(1960, 1, 1))
    assert len(re.findall("year-number", html)) == 11


def test_no_time_at_all_is_still_a_picture():
    assert "<svg" in shown([], end=date(2020, 1, 1))
