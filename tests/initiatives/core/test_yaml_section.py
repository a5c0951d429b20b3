"""Fields of a file, each refused with its name, its line and what would be right."""

import pytest

from initiatives.core.catalog_report import FileRefused
from initiatives.core.yaml_section import MAX_ERRORS, Errors, Section
from initiatives.core.yaml_tree import read_tree


def section(text: str) -> Section:
    return Section(read_tree(text.encode(), where="a.yaml"), Errors("a.yaml"), field="top")


def said(top: Section) -> list[tuple[int, str, str]]:
    return [(error.line, error.field, error.message) for error in top.errors.found]


def test_anything_but_a_mapping_is_refused():
    assert said(section("[1, 2]")) == [(1, "top", "Expected a mapping of keys and values.")]


def test_what_is_needed_may_be_neither_absent_null_nor_empty():
    top = section("null: ~\nempty: ''\n")
    for key in ("absent", "null", "empty"):
        top.text(key, longest=10, required=True)
    assert said(top) == [
        (1, "absent", "This is needed."),
        (1, "null", "This is needed."),
        (2, "empty", "This is needed."),
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"a\\u2028b"', "Expected one line of text without control characters."),
        ('"a\\nb"', "Expected one line of text without control characters."),
        ("bread and butter", "Too long: 16 characters, at most 10."),
        ("[bread]", "Expected one value, found a list."),
        ("{a: b}", "Expected one value, found a mapping."),
    ],
)
def test_text_is_one_short_line(value, message):
    top = section(f"a: {value}\n")
    top.text("a", longest=10)
    assert said(top) == [(1, "a", message)]


def test_text_of_several_lines_only_where_it_is_asked_for():
    top = section('a: "one\\ntwo "\n')
    assert top.text("a", longest=10, lines=True) == "one\ntwo"
    assert said(top) == []


def test_a_slug_is_spelt_in_small_letters():
    top = section("a: Bread Group\n")
    top.slug("a")
    assert said(top) == [
        (1, "a", "'Bread Group' is not a slug: small letters, digits and single hyphens.")
    ]


def test_a_choice_names_what_it_could_be():
    top = section("a: c\n")
    top.choice("a", frozenset({"b", "a"}))
    assert said(top) == [(1, "a", "'c' is not one of: a, b.")]


@pytest.mark.parametrize("value", ["2026-02-30 11:00", "tomorrow", "2026-03-05", "11:00"])
def test_a_wall_time_is_a_day_and_a_time_that_exist(value):
    top = section(f"a: {value}\n")
    assert top.wall_time("a") is None
    assert said(top) == [
        (1, "a", f"{value!r} is not a day and time; write it like 2026-03-05 16:00.")
    ]


@pytest.mark.parametrize(
    "value", ["http://[", "http://a:99999999", "ftp://a.example", "http://u@a"]
)
def test_an_address_is_one_of_the_web(value):
    top = section(f"a: '{value}'\n")
    top.url("a")
    assert said(top) == [(1, "a", "Expected a web address that starts with https:// or http://.")]


def test_a_hopeless_file_is_left_after_many_errors():
    top = section("\n".join(f"key{n}: 1" for n in range(MAX_ERRORS + 10)))
    with pytest.raises(FileRefused) as refused:
        top.finish()
    assert len(refused.value.errors) == MAX_ERRORS
