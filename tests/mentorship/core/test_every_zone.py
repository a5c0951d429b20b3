"""Nobody is given a mentor they cannot meet, wherever both live and whenever the term begins."""

import random
from dataclasses import replace
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest

from mentorship.core.instance import Instance, Mentee, Mentor, Skill, Window
from mentorship.core.matching import solve
from tests.mentorship.core import reference
from tests.mentorship.core.drawn import ALL_ZONES, NASTY_ZONES

MONDAYS = [date(2026, 1, 5) + timedelta(weeks=week) for week in range(104)]
WEEKS = 12
FEW = sorted({*NASTY_ZONES, *random.Random(1).sample(ALL_ZONES, 6)})


def cohort(zones):
    """A mentee and a mentor in each, with an hour or two here and there: a clock that changes can
    take what they have in common."""
    draw = random.Random(2026)

    def anybody(tzid):
        hours = tuple(
            Window(
                tuple(sorted(draw.sample(range(7), draw.randint(2, 6)))),
                draw.choice((7, 9, 12, 17, 18, 19, 21, 23)) * 60 + draw.choice((0, 15, 30, 45)),
                draw.choice((60, 75, 90, 120, 180)),
            )
            for _ in range(draw.randint(2, 3))
        )
        return {"timezone": tzid, "availability": hours, "languages": ("en",)}

    return Instance(
        name="everywhere",
        start=MONDAYS[0],
        weeks=WEEKS,
        mentees=tuple(
            Mentee(id=f"e-{tzid}", seniority=1, skills=(Skill("go", 0),), **anybody(tzid))
            for tzid in zones
        ),
        mentors=tuple(
            Mentor(
                id=f"r-{tzid}", seniority=4, capacity=1, skills=(Skill("go", 4),), **anybody(tzid)
            )
            for tzid in zones
        ),
    )


def is_free(person, instant):
    """At that quarter hour, by the clock on their wall."""
    wall = instant.astimezone(ZoneInfo(person.timezone))
    minute = wall.weekday() * 1440 + wall.hour * 60 + wall.minute
    return any(
        (minute - day * 1440 - window.start) % 10080 < window.minutes
        for window in person.availability
        for day in window.days
    )


def check(instance):
    """The number of pairs; each can meet in four weeks of five, and at the hours it is told."""
    reference.quarters.cache_clear()
    reference.starts.cache_clear()
    mentees = {each.id: each for each in instance.mentees}
    mentors = {each.id: each for each in instance.mentors}
    result = solve(instance)
    cannot_meet, not_free = [], []
    for pair in result.pairs:
        both = mentees[pair.mentee], mentors[pair.mentor]
        weeks = sum(count > 0 for count in reference.common_starts(instance, *both))
        if 5 * weeks < 4 * instance.weeks:
            cannot_meet.append((instance.start, pair.mentee, pair.mentor, weeks))
        not_free += [
            (pair.mentee, pair.mentor, person.timezone, meeting)
            for meeting in pair.meetings
            for quarter in range(4)
            for person in both
            if not is_free(person, meeting.astimezone(UTC) + quarter * timedelta(minutes=15))
        ]
        assert len(pair.meetings) == 3
    assert (cannot_meet, not_free) == ([], [])
    return len(result.pairs)


@pytest.mark.parametrize("monday", [date(2026, 2, 23), date(2026, 9, 28)])
def test_no_pair_is_published_that_cannot_meet(monday):
    """When clocks change in the course of the term."""
    assert check(replace(cohort(FEW), start=monday)) > 9


@pytest.mark.proof
@pytest.mark.parametrize("monday", MONDAYS, ids=str)
def test_no_pair_is_published_that_cannot_meet_in_any_zone_from_any_monday(monday):
    assert check(replace(cohort(ALL_ZONES), start=monday)) > 400
