"""How much of both sides is free at once, by one clock."""

import random
from datetime import date, datetime, timedelta

import pytest

from mentorship.core.free_together import percent_free
from mentorship.core.instance import Mentor, Window
from portal.core.zones import resolve_wall, zone
from tests.mentorship.core.drawn import NASTY_ZONES, draw_window

MONDAY = date(2026, 4, 6)
HALF = timedelta(minutes=30)


def somebody(tzid, *windows):
    return Mentor(id=tzid, timezone=tzid, seniority=1, capacity=1, availability=windows)


def test_of_the_side_of_which_fewer_are_free():
    evening = Window((0,), 18 * 60, 120)
    berlin, utc = somebody("Europe/Berlin", evening), somebody("UTC", evening)
    week = percent_free([berlin, berlin, utc], [berlin, utc], monday=MONDAY, tzid="Europe/Berlin")
    found = {half / 2: percent for half, percent in enumerate(week[0]) if percent}
    assert found == {18: 50, 18.5: 50, 19: 50, 19.5: 50, 20: 33, 20.5: 33, 21: 33, 21.5: 33}
    assert {percent for day in week[1:] for percent in day} == {0}


def test_a_time_that_clocks_skip_is_nobodys():
    always = somebody("Europe/Berlin", Window(tuple(range(7)), 0, 1440))
    week = percent_free([always], [always], monday=date(2026, 3, 23), tzid="Europe/Berlin")
    assert [half / 2 for half, percent in enumerate(week[6]) if not percent] == [2, 2.5]


@pytest.mark.parametrize("seed", range(10))
def test_each_half_hour_is_counted_person_by_person(seed):
    """In a week without a clock change, the days in its middle: the ends of the ring are others."""
    draw = random.Random(seed)
    mentees, mentors = (
        [somebody(draw.choice(NASTY_ZONES), draw_window(draw)) for _ in range(5)] for _ in range(2)
    )
    tzid, monday = draw.choice(NASTY_ZONES), date(2026, 7, 6)

    def free(person, wall):
        at = resolve_wall(wall, zone(tzid)).at.astimezone(zone(person.timezone))
        minute = at.weekday() * 1440 + at.hour * 60 + at.minute
        return any(
            (minute - day * 1440 - window.start) % 10080 + 30 <= window.minutes
            for window in person.availability
            for day in window.days
        )

    week = percent_free(mentees, mentors, monday=monday, tzid=tzid)
    for day in (2, 3, 4):
        begin = datetime.combine(monday + timedelta(days=day), datetime.min.time())
        walls = [begin + HALF * half for half in range(48)]
        expected = [
            min(sum(free(one, wall) for one in side) * 20 for side in (mentees, mentors))
            for wall in walls
        ]
        assert list(week[day]) == expected
