"""What is met and what is missing, sponsors of different organisations, days and months."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.ladder.core.rungs import Ask, AskKind, Rung, Sponsors
from initiatives.ladder.core.standing import (
    brings_no_other,
    may_return,
    months_after,
    return_ends,
    standing,
    stands_high_enough,
    whole_months,
    window_ends,
)
from tests.initiatives.ladder.core.ladders import LADDER, MAINTAINER, MEMBER, REVIEWER

DAYS = st.dates(date(1999, 1, 1), date(2060, 12, 31))


def test_not_yet_says_what_is_missing():
    found = standing(REVIEWER, [3, 1, 0], ["ACME"])
    assert [(answer.ask.kind, answer.missing) for answer in found.missing] == [
        (AskKind.MEETINGS, 1),
        (AskKind.WORK, 2),
    ]
    assert (found.sponsors, found.organisations) == (1, 1)
    assert (found.is_counted, found.is_met) == (False, False)


def test_with_all_of_it_nothing_is_missing():
    found = standing(REVIEWER, [3, 2, 9], ["ACME", "Initech"])
    assert (found.missing, found.is_met) == ((), True)


def test_a_rung_that_asks_nothing_is_met_at_once():
    assert standing(MAINTAINER, [], []).is_met


@pytest.mark.parametrize(
    ("written", "lacking"),
    [
        (["ACME", "Acme, Inc."], 1),
        (["ACME", "Initech"], 0),
        (["", "ACME"], 0),
        (["", ""], 1),
    ],
)
def test_organisations_are_told_apart_by_their_names(written, lacking):
    """Whoever speaks for themselves alone is of one organisation with others who do."""
    assert standing(REVIEWER, [3, 2, 2], written).organisations == lacking


def test_the_last_sponsor_who_would_be_one_of_the_same_is_told_before_they_sign():
    assert brings_no_other(REVIEWER, ["ACME"], "acme gmbh")
    assert not brings_no_other(REVIEWER, ["ACME"], "Initech")
    assert not brings_no_other(REVIEWER, [], "ACME")


@pytest.mark.parametrize(
    ("count", "wanted"),
    [(count, wanted) for count in range(1, 5) for wanted in range(1, count + 1)],
)
def test_who_is_let_in_one_by_one_is_enough_in_the_end(count, wanted):
    """Every order of people from four organisations, one after the other."""
    rung = Rung("r", "R", sponsors=Sponsors(count, wanted, "r"))
    for arriving in product(["", "A", "B", "C"], repeat=5):
        given_so_far: list[str] = []
        for organisation in arriving:
            if not brings_no_other(rung, given_so_far, organisation):
                given_so_far.append(organisation)
        if len(given_so_far) >= count:
            assert standing(rung, [], given_so_far).is_met
        else:
            assert len(set(arriving)) < wanted


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(0, 12)), max_size=5),
    st.integers(0, 4),
    st.lists(st.sampled_from(["", "A", "B", "a"]), max_size=6),
)
@example([(2, 1)], 1, ["A"])
def test_more_of_anything_never_takes_anything_away(asked, count, written):
    rung = Rung(
        "r",
        "R",
        asks=tuple(Ask(AskKind.WORK, least) for least, _have in asked),
        sponsors=Sponsors(count, min(count, 2), "r"),
    )
    before = standing(rung, [have for _least, have in asked], written)
    after = standing(rung, [have + 1 for _least, have in asked], [*written, "C"])
    assert before.is_met <= after.is_met
    assert after.sponsors <= before.sponsors
    assert after.organisations <= before.organisations
    assert len(after.missing) <= len(before.missing)


def test_who_has_a_say():
    places = [None, 0, 1, 2]
    assert [stands_high_enough(LADDER, REVIEWER, place) for place in places] == [
        *(False, False),
        *(True, True),
    ]
    assert [stands_high_enough(LADDER, MEMBER, place) for place in places] == [
        *(False, True),
        *(True, True),
    ]


def test_a_window_ends_at_an_instant_whatever_clocks_do_meanwhile():
    opened = datetime(2026, 3, 27, 23, 30, tzinfo=UTC)
    assert window_ends(opened, 7) == datetime(2026, 4, 3, 23, 30, tzinfo=UTC)
    assert window_ends(opened, 0) == opened


@pytest.mark.parametrize(
    ("since", "on", "months"),
    [
        ("2026-01-31", "2026-02-27", 0),
        ("2026-01-31", "2026-02-28", 1),
        ("2024-02-29", "2025-02-28", 12),
        ("2026-03-05", "2026-06-04", 2),
        ("2026-03-05", "2026-06-05", 3),
        ("2026-03-05", "2026-03-04", 0),
        ("2026-03-05", "2025-01-01", 0),
    ],
)
def test_months_are_counted_when_they_are_over(since, on, months):
    assert whole_months(date.fromisoformat(since), date.fromisoformat(on)) == months


@given(DAYS, st.integers(1, 130))
@example(date(2024, 2, 29), 12)
def test_a_month_is_over_on_its_day_and_not_before(since, months):
    day = months_after(since, months)
    assert whole_months(since, day) == months
    assert whole_months(since, day - timedelta(days=1)) == months - 1


def test_who_left_comes_back_up_to_the_day_they_were_told():
    left = date(2025, 3, 31)
    assert return_ends(LADDER, left) == date(2026, 3, 31)
    assert may_return(LADDER, "reviewer", left, date(2026, 3, 30))
    assert not may_return(LADDER, "reviewer", left, date(2026, 3, 31))
    assert not may_return(LADDER, "gone", left, left)


@pytest.mark.parametrize("written", ["Ac\u200bme", "Ac\u00adme", "\uff21cme", "ACME\u2060 Inc."])
def test_what_nobody_sees_on_the_page_makes_no_other_organisation(written):
    assert standing(REVIEWER, [3, 2, 9], ["Acme", written]).organisations == 1
