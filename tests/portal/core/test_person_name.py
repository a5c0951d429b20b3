"""Names of every script pass; what only a machine sees does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.person_name import readable, readable_lines


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien",
        "Null",
        "Æ",
        "Nguyễn Thị Ánh",
        "محمد",
        "中村 雪",
        "👩🏽‍💻",
        "می‌خواهم",
        "<b>x</b>",
        "-",
        "%s%n",
    ],
)
def test_a_name_stays_as_it_is_written(name):
    assert readable(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ada \t Lovelace ", "Ada Lovelace"),
        ("\u202eevil", "evil"),
        ("Ada\u2028\nLovelace", "Ada Lovelace"),
        ("Ada\x00\x07", "Ada"),
        ("\u200d\u200c", ""),
        ("\u0301", ""),
        ("\u2066admin\u2069", "admin"),
    ],
)
def test_what_cannot_be_seen_goes(typed, kept):
    assert readable(typed) == kept


def test_paragraphs_stay():
    assert readable_lines("One \nline.\r\n\r\n\r\n\u202eTwo.\n") == "One\nline.\n\nTwo."


@given(st.text())
def test_reading_twice_changes_nothing(text):
    assert readable(readable(text)) == readable(text)
    assert readable_lines(readable_lines(text)) == readable_lines(text)
