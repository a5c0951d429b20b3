"""What a format of somebody else says, in the shape our rows can hold."""

from collections import Counter

import pytest

from initiatives.core.catalog_report import FileRefused
from initiatives.core.published_section import PublishedSection, first_sentences
from initiatives.core.yaml_section import Errors
from initiatives.core.yaml_tree import read_tree
from tests.quick import within


def section(text: str) -> PublishedSection:
    node = read_tree(text.encode(), where="x.yml")
    return PublishedSection(node, Errors("x.yml"), left_out=Counter())


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("a: ' Two\n\n  lines '", "Two lines"),
        ("a: 'See [the docs](https://x.example/y) now'", "See the docs now"),
        ('a: "no\\u200bthing\\ufeff between"', "nothing between"),
        ('a: "🐱\\u200d💻"', "🐱\u200d💻"),
        ("a: ''", ""),
        ("b: 1", ""),
    ],
)
def test_words_are_one_line_without_markup(written, told):
    assert section(written).words("a", longest=80) == told


def test_a_summary_is_whole_sentences_and_the_rest_is_counted():
    told = section("a: One. Two is here! Three?")
    assert told.summary("a", longest=20) == "One. Two is here!"
    assert told.left_out == {"ends of texts of more than 20 characters": 1}
    assert section("a: One.").summary("a") == "One."
    assert section("b: One.").summary("a") is None


def test_a_first_sentence_that_is_too_long_is_begun():
    assert first_sentences("one two three four", 12) == "one two…"


@pytest.mark.parametrize(
    ("written", "link", "left_out"),
    [
        ("https://x.example/a", "https://x.example/a", {}),
        ('"\\u200bhttps://x.example/a "', "https://x.example/a", {}),
        ("charter.md", "", {"links without a web address": 1}),
        ("TBD", "", {}),
        ("c@mill.org", "", {"mailboxes": 1}),
    ],
)
def test_links(written, link, left_out):
    told = section(f"a: {written}")
    assert (told.link("a"), dict(told.left_out)) == (link, left_out)


def test_a_path_counts_from_its_folder():
    assert section("a: ./charter.md").link("a", beside="https://x.example/g") == (
        "https://x.example/g/charter.md"
    )


def test_an_id_is_an_address_under_its_place():
    told = section("a: C1\nb: https://y.example/\nc: ''\nd: two words")
    assert [told.link_under("https://x.example", key) for key in "abc"] == [
        "https://x.example/C1",
        "https://y.example/",
        "",
    ]
    told.link_under("https://x.example", "d")
    with pytest.raises(FileRefused, match="line 4, d: Expected a web address"):
        told.errors.raise_any()


def test_what_is_no_address_is_refused_with_its_line():
    told = section("b: 1\na: 'https://'")
    told.link("a")
    with pytest.raises(FileRefused, match="line 2, a: Expected a web address"):
        told.errors.raise_any()


def test_a_call_is_joined_by_https():
    told = section("a: http://x.example/call")
    assert (told.secure_link("a"), dict(told.left_out)) == (
        "",
        {"join links that are not https": 1},
    )


def test_keys_we_do_not_know_are_counted_here_and_in_what_it_holds():
    told = section("a: {x: 1}\nb: [{x: 2}]\nc: 3")
    told.section("a").leave_rest()
    for inside in told.sections("b"):
        inside.leave_rest()
    told.leave_rest()
    assert told.left_out == {
        "values of 'x', which the portal does not know": 2,
        "values of 'c', which the portal does not know": 1,
    }


@pytest.mark.parametrize("sign", ["[", "[](", "a"])
@pytest.mark.parametrize("length", [20_000, 1_000_000])
def test_a_hostile_text_is_refused_in_no_time(sign, length):
    hostile = section(f"a: '{sign * (length // len(sign))}'")
    assert within(2, lambda: hostile.words("a", longest=80))
    with pytest.raises(FileRefused):
        hostile.errors.raise_any()
