"""The week of two people as a picture and as a table, by the clock of who reads it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from mentorship.core.instance import Person
from mentorship.core.phases import end_of_day
from mentorship.core.week_overlap import Free, half_hours, monday_of, stretches
from mentorship.models import Cohort, Match
from mentorship.queries.pair_hours import two_of
from portal.core import zones
from portal.people.models import User

BEST, LESS, LEAST = 0, 2, 3
TO = "\N{EN DASH}"
LEVELS = {Free.BOTH: BEST, Free.FIRST: LESS, Free.SECOND: LEAST}


@dataclass(frozen=True)
class PairWeek:
    """`days` is for the picture, `rows` says the same in words; `levels` are its bars and what they
    mean, in the order of the columns."""

    monday: date
    zone: str
    levels: tuple[tuple[int, str], ...]
    days: tuple[tuple[str, tuple[tuple[int, int, int], ...]], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    has_common: bool


def own_week(*, match: Match, reader: User, zone: str | None, now: datetime) -> PairWeek:
    """For one of the two: their own hours and those in common. When the other one is free besides
    is not theirs to read. One query while the two work together."""
    words = {Free.BOTH: _("Both of you"), Free.FIRST: _("Only you")}
    cohort = match.cohort
    two = two_of(match, over_at=end_of_day(cohort.ends_on, cohort.timezone), now=now)
    me, them = two if match.mentee.person_id == reader.pk else reversed(two)
    return week(me, them, cohort=cohort, words=words, zone=zone, now=now)


def week(
    first: Person,
    second: Person,
    *,
    cohort: Cohort,
    words: Mapping[Free, str],
    zone: str | None,
    now: datetime,
) -> PairWeek:
    """The first week of the term, or this one once it has begun; after it the last."""
    tzid = zone or first.timezone
    monday = min(max(cohort.starts_on, monday_of(now, tzid=tzid)), last_monday(cohort))
    drawn = [
        [one for one in stretches(day) if one[2] in words]
        for day in half_hours(first, second, monday=monday, tzid=tzid)
    ]
    names = [str(WEEKDAYS[number]) for number in range(7)]
    return PairWeek(
        monday=monday,
        zone=zones.place(tzid),
        levels=tuple((LEVELS[who], said) for who, said in words.items()),
        days=tuple(
            (name, tuple((at, count, LEVELS[who]) for at, count, who in day))
            for name, day in zip(names, drawn, strict=True)
        ),
        rows=tuple(
            (name, tuple(hours(day, who) for who in words))
            for name, day in zip(names, drawn, strict=True)
        ),
        has_common=any(who == Free.BOTH for day in drawn for _at, _count, who in day),
    )


def last_monday(cohort: Cohort) -> date:
    return cohort.ends_on - timedelta(days=6)


def hours(day: Iterable[tuple[int, int, int]], wanted: int) -> str:
    return ", ".join(
        f"{clock(at)}{TO}{clock(at + count)}" for at, count, who in day if who == wanted
    )


def clock(half: int) -> str:
    return f"{half // 2:02}:{half % 2 * 30:02}"
