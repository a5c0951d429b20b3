"""A handle is short, plain, and never takes anybody in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.handles import HandleRefused, is_official, outline, read_handle


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ada", "ada"),
        ("Ada-Lovelace", "ada-lovelace"),
        ("  @ada7 ", "ada7"),
        ("badminton", "badminton"),
        ("staffan", "staffan"),
        ("a" * 30, "a" * 30),
    ],
)
def test_what_is_typed_is_kept_in_small_letters(typed, kept):
    assert read_handle(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "length"),
        ("ad", "length"),
        ("a" * 31, "length"),
        ("ada--l", "shape"),
        ("-ada", "shape"),
        ("ada_l", "shape"),
        ("ada.l", "shape"),
        ("adä", "shape"),
        ("аdmin", "shape"),
        ("ada\x00", "shape"),
        ("12-34", "number"),
        ("people", "reserved"),
        ("everyone", "reserved"),
    ],
)
def test_what_is_refused(typed, why):
    with pytest.raises(HandleRefused) as refused:
        read_handle(typed)
    assert refused.value.why == why


@pytest.mark.parametrize(
    "typed",
    [
        *("admin", "4dm1n", "adrnin", "admmin", "administrator2", "the-admin", "ad-min"),
        *("staff", "5taff", "root", "r00t", "official-ada", "moderator-of-all", "sys-admin"),
    ],
)
def test_nobody_reads_like_staff(typed):
    with pytest.raises(HandleRefused, match="reserved"):
        read_handle(typed)


@pytest.mark.parametrize(
    ("typed", "is_refused"),
    [
        *((typed, True) for typed in ("portal-team", "p0rtal-team", "support-1", "the-help-desk")),
        *((typed, False) for typed in ("ada-portal", "team-ada", "my-portal", "testa-1")),
    ],
)
def test_words_of_the_house_alone_are_nobodys_name(typed, is_refused):
    assert is_official(typed) == is_refused


@pytest.mark.parametrize("typed", ["openssf", "OpenSSF-news", "0pen-ssf", "open-source-sf"])
def test_nobody_begins_with_the_foundations_name(typed):
    assert is_official(typed.lower(), foundation="OpenSSF") == (typed != "open-source-sf")


def test_a_foundation_without_latin_letters_reserves_nothing_more():
    assert read_handle("ada", foundation="基金会") == "ada"


def test_what_a_quick_eye_sees():
    assert [outline(word) for word in ("adm1n", "admin", "vvoods", "b00k")] == [
        "admln",
        "admln",
        "wods",
        "bok",
    ]


@given(st.text(max_size=40))
def test_what_comes_through_is_safe_in_an_address(typed):
    try:
        handle = read_handle(typed, foundation="OpenSSF")
    except HandleRefused:
        return
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", handle)
    assert read_handle(handle, foundation="OpenSSF") == handle
