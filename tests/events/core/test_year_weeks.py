"""A year as 52 weeks: how often, where it pauses, when clocks change."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from events.core.year_weeks import WEEKS, Week, clock_changes, longest_gap, monday_of, weeks_of

FIRST = date(2026, 2, 2)


def test_a_week_begins_on_its_monday():
    assert monday_of(date(2026, 2, 8)) == monday_of(FIRST) == FIRST


def test_a_date_counts_in_its_week_from_monday_to_sunday():
    weeks = weeks_of(
        [
            (date(2026, 2, 1), True),
            (date(2026, 2, 2), True),
            (date(2026, 2, 8), True),
            (date(2026, 2, 9), False),
            (FIRST + WEEKS * timedelta(weeks=1), True),
        ],
        first=FIRST,
    )
    assert weeks[:3] == (Week(on=2), Week(off=1), Week())
    assert sum(week.on for week in weeks) == 2


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_a_week_begins_on_the_last_monday(day):
    monday = monday_of(day)
    assert (monday.weekday(), 0 <= (day - monday).days < 7) == (0, True)


def test_the_longest_gap_is_between_two_dates():
    weeks = [Week(on=n) for n in (0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0)]
    assert longest_gap(weeks) == (5, 6)
    assert longest_gap([Week(on=1)] * 5) is None
    assert longest_gap([Week(), Week(on=1), Week()]) is None


@given(st.lists(st.integers(0, 2), max_size=WEEKS))
def test_a_gap_has_no_date_and_no_other_is_longer(counts):
    gap = longest_gap([Week(on=n) for n in counts])
    inner = "".join("x" if n else "." for n in counts).strip(".")
    longest = max((len(run) for run in inner.split("x")), default=0)
    assert (gap[1] - gap[0] + 1 if gap else 0) == longest
    assert gap is None or counts[gap[0] : gap[1] + 1] == [0] * longest


def test_a_week_whose_sunday_changes_the_clocks_is_marked():
    changes = clock_changes(["Europe/Berlin", "America/New_York", "Asia/Tokyo"], first=FIRST)
    assert {FIRST + n * timedelta(weeks=1): zones for n, zones in changes.items()} == {
        date(2026, 3, 2): ("America/New_York",),
        date(2026, 3, 23): ("Europe/Berlin",),
        date(2026, 10, 19): ("Europe/Berlin",),
        date(2026, 10, 26): ("America/New_York",),
    }
