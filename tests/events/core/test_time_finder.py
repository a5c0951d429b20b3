"""Fair times for groups around the world, against a second, slow way to count them."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.core.time_finder import Attendee, fairness, find_times
from portal.core.zones import zone
from tests.quick import within

MONDAY = date(2026, 11, 30)
MONDAY_9 = 18
ZONES = (
    *("UTC", "America/New_York", "America/Los_Angeles", "Europe/Berlin", "Asia/Kathmandu"),
    *("Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Asia/Tokyo"),
)


def find(*attendees, tzid="UTC", minutes=60, first=MONDAY):
    people = [Attendee(one) if isinstance(one, str) else one for one in attendees]
    return find_times(people, tzid=tzid, minutes=minutes, first=first)


# The cost of one meeting


@pytest.mark.parametrize(
    ("clock", "cost"),
    [
        ("05:30", 12),
        ("06:00", 6),
        ("07:00", 3),
        ("08:00", 1),
        ("09:00", 0),
        ("16:00", 0),
        ("16:30", 1),
        ("17:30", 2),
        ("19:00", 2),
        ("19:30", 4),
        ("21:30", 8),
        ("22:30", 12),
        ("23:30", 12),
    ],
)
def test_an_hour_costs_as_much_as_its_worst_quarter(clock, cost):
    hours, minutes = map(int, clock.split(":"))
    (only,) = find("UTC").combinations
    assert only.costs[0, hours * 2 + minutes // 30] == cost


def test_a_weekend_costs_more():
    (only,) = find("UTC").combinations
    assert (only.costs[0, 5 * 48 + 20], only.costs[0, 4 * 48 + 20]) == (4, 0)


def test_sunday_night_runs_into_monday():
    (only,) = find("UTC").combinations
    assert only.costs[0, 335] == 12 + 4


def test_hours_somebody_gave_cost_a_fourth_and_others_more():
    evening = Attendee("UTC", frozenset({38, 39, 40, 41}))  # Monday 19:00 to 21:00
    (only,) = find(evening).combinations
    assert [int(only.costs[0, cell]) for cell in (18, 38, 40, 41)] == [0 + 3, 0, 1, 4 + 3]


def test_a_quarter_hour_zone_is_never_rounded():
    (only,) = find("Asia/Kathmandu").combinations
    # 03:00 UTC is 08:45 there and costs 1; 03:30 is 09:15 and costs nothing.
    assert [int(only.costs[0, cell]) for cell in (6, 7)] == [1, 0]
    # 01:30 UTC is 07:15; a meeting of half an hour at 02:00, 07:45 to 08:15, still costs 3.
    (short,) = find("Asia/Kathmandu", minutes=30).combinations
    assert [int(short.costs[0, cell]) for cell in (3, 4, 5)] == [3, 3, 1]


# The combinations of a year


def test_places_without_clock_changes_have_one_combination():
    (only,) = find("Asia/Tokyo", "Asia/Kolkata").combinations
    assert only.spans == ((MONDAY, date(2027, 11, 28)),)


def test_new_york_and_berlin_have_three_and_not_four():
    found = find("America/New_York", "Europe/Berlin").combinations
    assert [(one.offsets["America/New_York"], one.offsets["Europe/Berlin"]) for one in found] == [
        (-300, 60),
        (-240, 60),
        (-240, 120),
    ]
    assert found[0].spans == (
        (MONDAY, date(2027, 3, 13)),
        (date(2027, 11, 7), date(2027, 11, 28)),
    )
    assert found[1].spans == (
        (date(2027, 3, 14), date(2027, 3, 27)),
        (date(2027, 10, 31), date(2027, 11, 6)),
    )


def test_a_place_that_stops_changing_clocks_is_known():
    """Vancouver keeps its summer time from November 2026 on."""
    (only,) = find("America/Vancouver").combinations
    assert only.offsets["America/Vancouver"] == -420


def test_the_meeting_keeps_its_hour_on_one_clock():
    found = find("Europe/Berlin", tzid="America/New_York")
    shown = [found.clock(MONDAY_9, one, "Europe/Berlin") for one in found.combinations]
    assert shown == [(0, time(15)), (0, time(14)), (0, time(15))]
    assert found.clock(0, found.combinations[0], "America/New_York") == (0, time(0))
    far = find("Pacific/Apia", tzid="UTC")
    assert far.clock(47, far.combinations[0], "Pacific/Apia") == (1, time(12, 30))


# What is fair


def test_one_person_is_best_off_at_nine_on_monday():
    found = find("UTC")
    assert (found.best.cells, found.best.worst, found.best.total) == ((MONDAY_9,), 0, 0)
    assert found.rotation is None


def test_the_worst_off_person_counts_before_the_sum():
    """Five in Berlin could meet at nine for nothing; one in San Francisco would sit at midnight."""
    found = find(*["Europe/Berlin"] * 5, "America/Los_Angeles", tzid="Europe/Berlin")
    cheap = fairness(found.costs, MONDAY_9)
    assert found.best.worst < cheap.worst
    assert cheap.worst_off == 5
    assert found.clock(*found.best.cells, found.combinations[0], "Europe/Berlin")[1] == time(17)


def test_two_turns_share_the_night_of_three_continents():
    found = find("America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo", tzid="UTC")
    assert found.rotation.worst < found.best.worst
    assert len(set(found.rotation.cells)) == 2


def test_turns_are_not_suggested_where_one_time_is_as_fair():
    assert find("Europe/Berlin", "America/New_York").rotation is None


# The slow way


def slowly(attendees, tzid, minutes, first):
    """Every meeting of a year at its own instant, quarter by quarter."""

    def hour_cost(wall):
        table = {**dict.fromkeys(range(6), 12), 6: 6, 7: 3, 8: 1, 17: 1, 18: 2, 19: 2}
        table |= {20: 4, 21: 4, 22: 8, 23: 12}
        return table.get(wall.hour, 0) + (4 if wall.weekday() >= 5 else 0)

    def person_cost(person, instant):
        paid = []
        for quarter in range(-(-minutes // 15)):
            wall = instant + offset_of_day[person.tzid] + timedelta(minutes=15 * quarter)
            cost = hour_cost(wall)
            if person.free is not None:
                cell = wall.weekday() * 48 + wall.hour * 2 + wall.minute // 30
                cost = cost // 4 if cell in person.free else cost + 3
            paid.append(cost)
        return max(paid)

    year = [[0] * 336 for _ in attendees]
    for day in range(364):
        noon = datetime.combine(first, time(12), UTC) + timedelta(days=day)
        names = {tzid, *(one.tzid for one in attendees)}
        offset_of_day = {name: noon.astimezone(zone(name)).utcoffset() for name in names}
        for half in range(48):
            wall = datetime.combine(noon.date(), time(*divmod(half * 30, 60)))
            instant = wall - offset_of_day[tzid]
            for row, person in enumerate(attendees):
                year[row][day % 7 * 48 + half] += person_cost(person, instant)
    return year


people = st.builds(
    Attendee,
    st.sampled_from(ZONES),
    st.none() | st.frozensets(st.integers(0, 335), max_size=40),
)


@given(
    attendees=st.lists(people, min_size=1, max_size=2),
    tzid=st.sampled_from(ZONES),
    minutes=st.sampled_from([15, 30, 45, 60]),
)
@settings(max_examples=5, deadline=None)
def test_a_year_costs_what_each_of_its_meetings_costs(attendees, tzid, minutes):
    found = find_times(attendees, tzid=tzid, minutes=minutes, first=MONDAY)
    year = slowly(attendees, tzid, minutes, MONDAY)
    assert found.costs.tolist() == year


@given(attendees=st.lists(people, min_size=1, max_size=6), tzid=st.sampled_from(ZONES))
@settings(max_examples=15, deadline=None)
def test_nothing_is_fairer_than_what_is_found(attendees, tzid):
    found = find_times(attendees, tzid=tzid, minutes=60, first=MONDAY)
    costs = found.costs.tolist()

    def paid(*cells):
        each = [sum(row[cell] for cell in cells) for row in costs]
        return max(each), sum(each)

    singles = {cell: paid(cell) for cell in range(336)}
    assert paid(*found.best.cells) == min(singles.values())
    fairest = min(paid(one, other) for one, other in combinations(range(0, 336, 7), 2))
    if found.rotation:
        assert paid(*found.rotation.cells) <= fairest
    else:
        assert fairest[0] // 2 >= found.best.worst


@given(attendees=st.lists(people, min_size=1, max_size=8), tzid=st.sampled_from(ZONES))
@settings(max_examples=40, deadline=None)
def test_every_day_of_the_year_is_in_one_combination(attendees, tzid):
    found = find_times(attendees, tzid=tzid, minutes=60, first=MONDAY)
    days = [
        first + timedelta(days=n)
        for one in found.combinations
        for first, last in one.spans
        for n in range((last - first).days + 1)
    ]
    assert sorted(days) == [MONDAY + timedelta(days=n) for n in range(364)]
    vectors = [tuple(one.offsets.items()) for one in found.combinations]
    assert len(set(vectors)) == len(vectors)


def test_two_hundred_people_are_quick():
    crowd = [
        Attendee(ZONES[n % len(ZONES)], frozenset(range(n, n + 60)) if n % 2 else None)
        for n in range(200)
    ]

    assert within(0.1, lambda: find_times(crowd, tzid="UTC", minutes=60, first=MONDAY))
