"""When people of a cohort are free at once, as a picture and as a table, by one clock."""

from itertools import groupby

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from mentorship.core.free_together import percent_free
from mentorship.core.instance import Instance
from mentorship.models import Cohort
from mentorship.queries.pair_week import TO, PairWeek, clock
from portal.core import zones

# By level of the picture, of both sides at least so many percent.
LEVELS = ((0, 50), (1, 25), (2, 10), (3, 1))


def cohort_week(instance: Instance, cohort: Cohort, *, tzid: str) -> PairWeek | None:
    """The first week of the term; None without people on both sides."""
    if not (instance.mentees and instance.mentors):
        return None
    drawn = [
        levels_of(day)
        for day in percent_free(
            instance.mentees, instance.mentors, monday=cohort.starts_on, tzid=tzid
        )
    ]
    names = [str(WEEKDAYS[number]) for number in range(7)]
    return PairWeek(
        monday=cohort.starts_on,
        zone=zones.place(tzid),
        levels=tuple(
            (level, _("At least %(n)s %% of both sides") % {"n": least}) for level, least in LEVELS
        ),
        days=tuple(zip(names, drawn, strict=True)),
        rows=tuple(
            (name, tuple(hours(day, level) for level, _least in LEVELS))
            for name, day in zip(names, drawn, strict=True)
        ),
        has_common=any(drawn),
    )


def levels_of(day: tuple[int, ...]) -> tuple[tuple[int, int, int], ...]:
    """First half-hour, how many, level; those in which a side has next to nobody are left out."""
    found, at = [], 0
    for level, group in groupby(map(level_of, day)):
        count = len(list(group))
        if level is not None:
            found.append((at, count, level))
        at += count
    return tuple(found)


def level_of(percent: int) -> int | None:
    return next((level for level, least in LEVELS if percent >= least), None)


def hours(day: tuple[tuple[int, int, int], ...], wanted: int) -> str:
    return ", ".join(
        f"{clock(at)}{TO}{clock(at + count)}" for at, count, level in day if level == wanted
    )
