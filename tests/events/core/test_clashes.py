"""Dates that overlap, against the slow way of comparing each with each."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from events.core.clashes import Date, overlaps
from tests.quick import within

NOON = datetime(2026, 2, 2, 12, tzinfo=UTC)


def date(key, start, minutes, series=None):
    begins = NOON + timedelta(minutes=start)
    return Date(begins, begins + timedelta(minutes=minutes), key, key if series is None else series)


def pairs(dates, related=lambda one, other: True):
    return [(one.key, other.key) for one, other in overlaps(dates, related=related)]


def test_what_overlaps_clashes():
    assert pairs([date(1, 0, 60), date(2, 30, 60)]) == [(1, 2)]


def test_one_after_the_other_does_not():
    assert pairs([date(1, 0, 60), date(2, 60, 60)]) == []


def test_a_long_one_clashes_with_all_inside_it():
    assert pairs([date(1, 0, 300), date(2, 30, 30), date(3, 60, 30)]) == [(1, 2), (1, 3)]


def test_two_dates_of_one_series_do_not_clash():
    assert pairs([date(1, 0, 60, series=7), date(2, 30, 60, series=7)]) == []


def test_nobody_minds_unrelated_series():
    asked = []

    def related(one, other):
        asked.append((one, other))
        return {one, other} == {1, 3}

    assert pairs([date(1, 0, 60), date(2, 10, 60), date(3, 20, 60)], related) == [(1, 3)]
    assert asked == [(1, 2), (1, 3), (2, 3)]


spans = st.tuples(st.integers(0, 200), st.integers(1, 60), st.integers(1, 4))


@given(st.lists(spans, max_size=25))
def test_it_finds_what_comparing_each_with_each_finds(rows):
    dates = [date(key, start, minutes, series) for key, (start, minutes, series) in enumerate(rows)]
    slowly = {
        frozenset((one.key, other.key))
        for one, other in combinations(dates, 2)
        if one.series != other.series and max(one.start, other.start) < min(one.end, other.end)
    }
    found = pairs(dates)
    assert {frozenset(pair) for pair in found} == slowly
    assert len(found) == len(slowly)


def test_a_thousand_series_over_twelve_weeks_are_quick():
    """Two hundred half-hours are shared by five meetings each; a hundred groups mind each other."""
    dates = [
        date(series * 12 + week, week * 7 * 1440 + series % 200 * 30, 60, series)
        for series in range(1000)
        for week in range(12)
    ]
    assert within(0.1, lambda: overlaps(dates, related=lambda one, other: one % 10 == other % 10))
