"""Two people side by side, compared with every half-hour worked out one by one."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.core.instance import Mentee, Window
from mentorship.core.week_overlap import Free, half_hours, monday_of, stretches
from portal.core.zones import resolve_wall, zone

ZONES = ("Europe/Berlin", "Asia/Kathmandu", "Pacific/Kiritimati", "America/New_York", "UTC")
SPRING = date(2026, 3, 23)  # Berlin's clocks change on its Sunday


def person(tzid, *windows):
    return Mentee(id="x", timezone=tzid, seniority=0, availability=windows)


def told(windows, local):
    """Whether a minute of the week lies in one of them."""
    minute = local.weekday() * 1440 + local.hour * 60 + local.minute
    return any(
        any(
            begin <= at < begin + one.minutes
            for at in (minute, minute + 7 * 1440)
            for begin in (day * 1440 + one.start,)
        )
        for one in windows
        for day in one.days
    )


windows = st.lists(
    st.builds(
        Window,
        st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(tuple),
        st.integers(0, 95).map(lambda quarter: quarter * 15),
        st.integers(1, 16).map(lambda quarters: quarters * 15),
    ),
    max_size=3,
).map(tuple)
EVENING = (Window((0, 6), 23 * 60, 120),)


@given(mine=windows, theirs=windows, zones=st.tuples(*[st.sampled_from(ZONES)] * 3))
@example(mine=EVENING, theirs=EVENING, zones=("Europe/Berlin", "Asia/Kathmandu", "UTC"))
@example(mine=(), theirs=EVENING, zones=("UTC", "Pacific/Kiritimati", "Europe/Berlin"))
def test_each_half_hour_is_who_is_free_in_all_of_it(mine, theirs, zones):
    one, two, reader = zones
    found = half_hours(person(one, *mine), person(two, *theirs), monday=SPRING, tzid=reader)
    for number, day in enumerate(found):
        for half, who in enumerate(day):
            wall = datetime.combine(SPRING + timedelta(days=number), time()) + half * timedelta(
                minutes=30
            )
            at = resolve_wall(wall, zone(reader)).at
            parts = [at, at + timedelta(minutes=15)]
            first = all(told(mine, part.astimezone(zone(one))) for part in parts)
            second = all(told(theirs, part.astimezone(zone(two))) for part in parts)
            assert who == Free(first + 2 * second)


def test_hours_in_common_stand_at_the_clock_of_the_reader():
    berlin = person("Europe/Berlin", Window((0,), 18 * 60, 120))
    london = person("Europe/London", Window((0,), 18 * 60, 120))
    monday = half_hours(berlin, london, monday=date(2026, 4, 6), tzid="Europe/Berlin")[0]
    assert list(stretches(monday)) == [
        (36, 2, Free.FIRST),
        (38, 2, Free.BOTH),
        (40, 2, Free.SECOND),
    ]


def test_the_monday_is_that_of_the_place():
    late = datetime(2026, 4, 5, 23, tzinfo=UTC)
    assert monday_of(late, tzid="UTC") == date(2026, 3, 30)
    assert monday_of(late, tzid="Europe/Berlin") == date(2026, 4, 6)
