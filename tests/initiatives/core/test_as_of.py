"""For any dated facts: a day shows the one whose interval contains it, and the picture agrees."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.as_of import Band, bands, fact_on, holds

FIRST, LAST = date(2018, 1, 1), date(2027, 1, 1)
days = st.dates(FIRST, LAST)


@dataclass(frozen=True)
class Fact:
    since: date | None
    until: date | None
    name: str = ""


def facts_in_a_row(cuts: list[date]) -> list[Fact]:
    """One ends where the next begins; the first start and the last end are unknown."""
    edges = [None, *sorted(cuts), None]
    return [Fact(since, until) for since, until in pairwise(edges)]


any_facts = st.lists(
    st.tuples(st.none() | days, st.none() | days)
    .filter(lambda ends: not (ends[0] and ends[1]) or ends[0] < ends[1])
    .map(lambda ends: Fact(*ends)),
    max_size=8,
)


@given(st.lists(days, unique=True, max_size=8), days, st.randoms())
def test_a_day_shows_exactly_the_fact_whose_interval_contains_it(cuts, on, random):
    facts = facts_in_a_row(cuts)
    (expected,) = [
        fact for fact in facts if (fact.since or date.min) <= on < (fact.until or date.max)
    ]
    random.shuffle(facts)
    assert fact_on(facts, on) is expected


@given(any_facts, days)
def test_what_a_day_shows_holds_on_it_and_nothing_that_holds_is_lost(facts, on):
    shown = fact_on(facts, on)
    assert (shown is not None) == any(holds(fact, on) for fact in facts)
    assert shown is None or holds(shown, on)


@given(any_facts, days)
def test_the_order_in_which_facts_were_told_changes_nothing(facts, on):
    assert fact_on(facts, on) == fact_on(facts[::-1], on)


@given(any_facts)
def test_bands_tile_the_years_without_gap_or_overlap(facts):
    found = bands(facts, FIRST, LAST)
    assert (found[0].start, found[-1].end) == (FIRST, LAST)
    assert all(one.end == after.start for one, after in pairwise(found))
    assert all(one.fact is not after.fact for one, after in pairwise(found))


@given(any_facts, st.dates(FIRST, LAST - timedelta(days=1)))
def test_the_picture_says_of_every_day_what_the_page_of_that_day_says(facts, on):
    (band,) = [one for one in bands(facts, FIRST, LAST) if one.start <= on < one.end]
    assert band.fact == fact_on(facts, on)


def test_a_named_start_beats_an_unknown_one_and_a_known_end_an_open_one():
    open_end = Fact(None, None, "some time")
    known_end = Fact(None, date(2024, 1, 1), "until 2024")
    known_start = Fact(date(2023, 1, 1), None, "since 2023")
    facts = [open_end, known_end, known_start]
    told = [fact_on(facts, date(year, 6, 1)).name for year in (2022, 2023, 2024)]
    assert told == ["until 2024", "since 2023", "since 2023"]


def test_a_fact_that_holds_on_is_one_band_however_many_are_told_beside_it():
    older = Fact(date(2019, 1, 1), date(2021, 1, 1), "older")
    newer = Fact(date(2020, 1, 1), None, "newer")
    told = [(band.fact, band.start.year) for band in bands([older, newer], FIRST, LAST)]
    assert told == [(None, 2018), (older, 2019), (newer, 2020)]


def test_nobody_said_anything_is_one_empty_band():
    assert bands([], FIRST, LAST) == (Band(None, FIRST, LAST),)
    assert bands([], LAST, FIRST) == ()
