"""Keyset pages over real rows."""

import base64
import json
from datetime import date, datetime

import pytest

from initiatives.models import Initiative
from portal.kit.pagination import BadCursor, decode, keyset_page
from tests.factories.initiatives import InitiativeFactory

BY_SLUG = {"slug": str}


def page(cursor="", size=2):
    found = keyset_page(Initiative.objects.all(), order=BY_SLUG, cursor=cursor, size=size)
    return [row.slug for row in found.rows], found


@pytest.fixture
def five(db):
    for letter in "cabed":
        InitiativeFactory(slug=letter)


def test_forward_through_the_list_and_back(five):
    first, one = page()
    second, two = page(one.next)
    third, three = page(two.next)
    assert (first, second, third) == (["a", "b"], ["c", "d"], ["e"])
    assert (one.previous, three.next) == (None, None)
    assert page(three.previous)[0] == ["c", "d"]
    back, again = page(two.previous)
    assert (back, again.previous) == (["a", "b"], None)


def test_rows_that_come_and_go_neither_repeat_nor_skip(five):
    _, one = page()
    InitiativeFactory(slug="aa")
    Initiative.objects.filter(slug="b").delete()
    assert page(one.next)[0] == ["c", "d"]


def test_the_last_full_page_has_no_next(five):
    assert page(size=5)[1].next is None


def test_an_empty_list_is_one_empty_page(db):
    found = keyset_page(Initiative.objects.all(), order=BY_SLUG, cursor="", size=2)
    assert (found.rows, found.next, found.previous) == ([], None, None)


def test_a_page_is_one_query(five, django_assert_num_queries):
    _, one = page()
    with django_assert_num_queries(1):
        page(one.next)


def cursor_of(value) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%%%",
        "é",
        "A" * 601,
        cursor_of(None),
        cursor_of("n"),
        cursor_of(["n"]),
        cursor_of(["n", "a", "b"]),
        cursor_of(["x", "a"]),
        cursor_of([["n"], "a"]),
        cursor_of(["n", 1]),
        cursor_of(["n", "\x00"]),
        cursor_of(["n", "\ud800"]),
        cursor_of(10**300),
        cursor_of({"n": "a"}),
    ],
)
def test_a_cursor_made_elsewhere_is_refused(cursor):
    with pytest.raises(BadCursor):
        decode(cursor, BY_SLUG)


@pytest.mark.parametrize(
    "values",
    [
        ["yesterday", "2026-01-01"],
        ["2026-01-01T00:00:00", "2026-01-01"],
        ["0001-01-01T00:00:00+14:00", "2026-01-01"],
        ["9999-12-31T23:59:59-14:00", "2026-01-01"],
        ["2026-01-01T00:00:00+00:00", "2026-02-30"],
    ],
)
def test_a_time_no_row_can_have_is_refused(values):
    with pytest.raises(BadCursor):
        decode(cursor_of(["n", *values]), {"starts_at": datetime, "original_date": date})
