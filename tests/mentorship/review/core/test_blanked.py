import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.review.core.blanked import blanked
from portal.core.organisations import organisation_key

NAMES, WHOLE = ["Sarita Lalupateghar", "Li Will"], ["sarita-l", "Rust Foundation"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I am Sarita Lalupateghar, hello.", "I am […], hello."),
        ("SARITA and lalupateghar too", "[…] and […] too"),
        ("my handle is sarita-l.", "my handle is […]."),
        ("Li and LI, but will i live?", "[…] and […], but will i live?"),
        ("Will wrote it; I will too", "[…] wrote it; I will too"),
        ("See https://github.com/sarita-l/x?a=1, please", "See […] please"),
        ("or github.com/somebody, www.example.org!", "or […] […]"),
        ("write to me.too+x@example.co.uk now", "write to […] now"),
        ("I am @sarita_l@hachyderm.io and @other", "I am […] and […]"),
        ("Saritas and Liliana stay", "Saritas and Liliana stay"),
        ("Node.js and C++ stay, 3/4 too", "Node.js and C++ stay, 3/4 too"),
        ("I use Rust at the rust foundation.", "I use Rust at the […]."),
        ("", ""),
    ],
)
def test_what_goes_and_what_stays(text, left):
    assert blanked(text, names=NAMES, whole=WHOLE, mark="[…]") == left


def test_a_name_goes_from_a_script_without_spaces():
    assert blanked("我叫李明明，喜欢安全", names=["李明明"], mark="[…]") == "我叫[…]，喜欢安全"


def test_a_single_letter_is_no_name():
    assert blanked("A b C", names=["A", "", " "], mark="[…]") == "A b C"


@given(
    st.text("abcAB Ä-@./:", max_size=60),
    st.lists(st.text("abcABÄ ", min_size=5, max_size=9), max_size=3),
)
@example("Abcab is here", ["Abcab Ä"])
def test_no_whole_long_name_is_left_standing(text, names):
    left = blanked(text, names=names, mark="[…]")
    words = left.replace("[…]", " ").casefold()
    for name in (name.strip() for name in names):
        if len(name) >= 5:
            assert f" {name.casefold()} " not in f" {words} "


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ACME Labs, Inc.", "acme  labs"),
        ("The Larkmoor Company", "Larkmoor"),
        ("Straße GmbH", "STRASSE"),
        ("The Company", "the company"),
    ],
)
def test_the_same_organisation_written_in_two_ways(one, other):
    assert organisation_key(one) == organisation_key(other) != ""


def test_other_organisations_and_none():
    assert organisation_key("Acme Labs") != organisation_key("Acme")
    assert organisation_key("") == organisation_key(" - ") == ""
