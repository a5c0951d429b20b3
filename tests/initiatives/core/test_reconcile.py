from datetime import date
from types import SimpleNamespace

import pytest

from initiatives.core.reconcile import Fact, Verdict, can_both_be, end_of, weigh

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def fact(value="a", *, since=None, source="readme", seen_on=MAY, is_unknown=False) -> Fact:
    return Fact(value=value, since=since, source=source, seen_on=seen_on, is_unknown=is_unknown)


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        (fact(), fact(), Verdict.REFINE),
        (fact(), fact(source="charter"), Verdict.KEEP),
        (fact(), fact(source="charter", seen_on=JUNE), Verdict.REFINE),
        (fact(seen_on=JUNE), fact("b"), Verdict.PAST),
        (fact(), fact("b", seen_on=JUNE), Verdict.REPLACE),
        (fact(seen_on=None), fact("b"), Verdict.REPLACE),
        (fact(), fact("b", seen_on=None), Verdict.PAST),
        (fact(seen_on=None), fact("b", source="charter"), Verdict.CONFLICT),
        (fact(), fact("b", source="charter", seen_on=None), Verdict.CONFLICT),
        (fact(), fact("b"), Verdict.REFINE),
        (fact(), fact("b", source="charter"), Verdict.CONFLICT),
        (fact(since=JUNE), fact("b", seen_on=date(2026, 5, 9)), Verdict.CONFLICT),
        (fact(is_unknown=True), fact("b", source="charter"), Verdict.REFINE),
        (fact(), fact("unknown", source="charter", seen_on=JUNE, is_unknown=True), Verdict.KEEP),
        (fact(), fact("unknown", seen_on=JUNE, is_unknown=True), Verdict.REPLACE),
        (fact(), fact(since=MAY, source="charter"), Verdict.REFINE),
        (fact(since=MAY), fact(since=JUNE, source="charter"), Verdict.CONFLICT),
        (fact(seen_on=JUNE), fact(since=MAY, source="charter"), Verdict.COMPLETE),
        (fact(seen_on=JUNE, is_unknown=True), fact("b", source="charter"), Verdict.REFINE),
        (fact(seen_on=JUNE), fact("b", source="charter", is_unknown=True), Verdict.KEEP),
        (fact(since=MAY, seen_on=JUNE), fact("b", since=MAY), Verdict.KEEP),
        (fact(since=MAY, seen_on=JUNE), fact("b", since=MAY, source="charter"), Verdict.CONFLICT),
    ],
    ids=[
        "said again by the same text",
        "said again by another text of that day",
        "confirmed later",
        "older text",
        "newer text",
        "ours has no date",
        "theirs has no date",
        "ours has no date, theirs is another text",
        "theirs has no date and is another text",
        "the same text corrected",
        "two texts of one day disagree",
        "newer, but ours began later",
        "knowing beats not knowing",
        "not stating is no contradiction",
        "the same source takes it back",
        "a start date where there was none",
        "two texts of one day give two starts",
        "an older text knows since when",
        "knowing from an older text beats not knowing",
        "not stating it before tells nothing",
        "an older edition of the text, of the same days",
        "an older text of another, of the same days",
    ],
)
def test_the_later_text_wins_and_equals_disagree_in_the_open(ours, theirs, verdict):
    assert weigh(ours, theirs) is verdict


def test_ours_ends_when_theirs_begins_or_was_first_seen():
    assert end_of(fact(), fact("b", since=MAY, seen_on=JUNE)) == MAY
    assert end_of(fact(), fact("b", seen_on=JUNE)) == JUNE
    assert end_of(fact(since=MAY), fact("b", seen_on=JUNE)) == JUNE


def test_two_that_begin_on_the_same_days_do_not_follow_each_other():
    """Seen one after the other, they would both hold from the start of the later one on."""
    assert end_of(fact(since=MAY), fact("b", since=MAY, seen_on=JUNE)) is None
    assert end_of(fact(since=JUNE), fact("b", since=MAY, seen_on=JUNE)) is None
    assert weigh(fact(since=MAY), fact("b", since=MAY, seen_on=JUNE, source="x")) is (
        Verdict.CONFLICT
    )
    assert weigh(fact(since=MAY), fact("b", since=MAY, seen_on=JUNE)) is Verdict.REFINE


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        ((None, MAY), (MAY, None), True),
        ((None, JUNE), (MAY, None), False),
        ((MAY, None), (JUNE, None), False),
        ((None, MAY), (None, JUNE), True),
        ((None, MAY), (None, MAY), False),
        ((None, MAY), (None, None), True),
        ((MAY, JUNE), (None, None), True),
    ],
)
def test_spans_of_one_fact_follow_one_another(one, other, can):
    pairs = [SimpleNamespace(since=since, until=until) for since, until in (one, other)]
    assert can_both_be(*pairs) is can
    assert can_both_be(*reversed(pairs)) is can
