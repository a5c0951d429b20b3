import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline

from events.core.line_writing import folded, joined, quoted, text_value


@given(st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"])))
def test_a_line_is_folded_as_the_library_folds_it(text):
    assert folded(f"SUMMARY:{text}").encode() == Contentline(f"SUMMARY:{text}").to_ical()


@given(st.text())
def test_no_line_is_longer_than_75_octets_and_each_is_whole(text):
    raw = joined([f"SUMMARY:{text_value(text)}"]).encode()
    assert raw.endswith(b"\r\n")
    pieces = raw[:-2].split(b"\r\n")
    assert max(map(len, pieces)) <= 75
    assert all(piece.startswith(b" ") for piece in pieces[1:])
    assert [piece.decode() for piece in pieces]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b; c", "a\\, b\\; c"),
        ("one\r\ntwo\rthree", "one\\ntwo\\nthree"),
        ("C:\\new", "C:\\\\new"),
        ("Zero\x00width\x85", "Zerowidth"),
        ("half \ud83d", "half \N{REPLACEMENT CHARACTER}"),
    ],
)
def test_what_people_type_is_escaped_or_gone(text, written):
    assert text_value(text) == written


def test_a_parameter_has_no_way_out_of_its_quotes():
    assert quoted('Join";X-EVIL=1\r\nATTENDEE:mailto:a') == '"Join ;X-EVIL=1 ATTENDEE:mailto:a"'
