"""A list of reports is taken whole or not at all; names are compared without what only looks."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.catalog_report import FileRefused
from initiatives.core.report_csv import Names, ReportLine, folded, read_reports

HEAD = "quarter,ti,ti_as_filed,path,filed_on,commit,pr\n"
LINE = "2024-Q3,BEAR-WG,DEI-WG,reports/2024-Q3-DEI.md,2024-07-16,330de79,\n"


def read(text: str | bytes, **told):
    content = text if isinstance(text, bytes) else text.encode()
    return read_reports(content, where="list.csv", **told)


def refused(text: str | bytes) -> list[tuple[int, str]]:
    with pytest.raises(FileRefused) as refusal:
        read(text)
    return [(error.line, error.field) for error in refusal.value.errors]


def test_a_line_says_what_it_says():
    [line] = read(HEAD + LINE, below="https://example.org/tac/blob/main/")
    assert line == ReportLine(
        line=2,
        quarter="2024-Q3",
        group="BEAR-WG",
        filed_as="DEI-WG",
        filed_on=date(2024, 7, 16),
        title="2024-Q3-DEI",
        url="https://example.org/tac/blob/main/reports/2024-Q3-DEI.md",
    )


def test_columns_may_come_in_any_order_and_only_three_must():
    assert read("ti,filed_on,quarter\nBEAR,,2024-Q3\n") == (
        ReportLine(line=2, quarter="2024-Q3", group="BEAR"),
    )
    assert read(HEAD) == ()


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        (b"", [(1, "")]),
        (b"quarter,ti\n", [(1, "filed_on")]),
        (b"quarter,ti,filed_on,colour\n", [(1, "colour")]),
        (b"quarter,ti,filed_on,ti\n", [(1, "ti")]),
        (b"quarter,ti,filed_on\n2024-Q3,BEAR\n", [(2, "")]),
        (b"quarter,ti,filed_on\n2024-Q5,BEAR,\n", [(2, "quarter")]),
        (b"quarter,ti,filed_on\n2024-Q3,-,\n", [(2, "ti")]),
        (b"quarter,ti,filed_on\n2024-Q3,BEAR,2024-02-30\n", [(2, "filed_on")]),
        (
            b"quarter,ti,filed_on\n2024-Q3,BEAR,yesterday\n2024,,\n",
            [(2, "filed_on"), (3, "quarter"), (3, "ti")],
        ),
        (b"quarter,ti,filed_on\n2024-Q3,BEAR,\n\n2024-Q3,bear,\n", [(4, "ti")]),
        (b"quarter,ti,filed_on\n2024-Q3,B\xffR,\n", [(2, "")]),
        (b"quarter,ti,filed_on\n2024-Q3,B\x00R,\n", [(2, "")]),
        (b'quarter,ti,filed_on\n2024-Q3,"BEAR,\n', [(2, "")]),
        (b"quarter,ti,filed_on\n2024-Q3," + b"x" * 161 + b",\n", [(2, "ti")]),
        (b"<html><body>Not found</body></html>", [(1, "quarter")]),
    ],
)
def test_what_is_wrong_has_its_line_and_field(text, errors):
    assert refused(text) == errors


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    for text in (content, HEAD.encode() + content):
        with suppress(FileRefused):
            assert all(line.line > 1 for line in read(text))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("BEAR-WG", {1}),
        ("bear", {1}),
        ("Alpha Omega", {2}),
        ("alpha-omega", {2}),
        ("Sécurity Tooling WG", {3}),
        ("WG", set()),
        ("vex", {4}),
        ("vex-wg", {4, 5}),
        ("Unheard of", set()),
    ],
)
def test_names_are_found_by_what_they_say(said, found):
    names = Names(
        [
            ("BEAR", 1),
            ("Belonging and more", 1),
            ("Alpha-Omega", 2),
            ("Security Tooling", 3),
            ("VEX", 4),
            ("Vex SIG", 5),
        ]
    )
    assert names.find(said) == found


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name):
    assert folded(folded(name)) == folded(name)


def test_a_path_and_a_list_without_end_are_refused(monkeypatch):
    assert refused(HEAD + LINE.replace("reports/", "r" * 600)) == [(2, "path")]
    monkeypatch.setattr("initiatives.core.report_csv.MOST_LINES", 2)
    assert refused(HEAD + LINE * 3) == [(3, "")]
