"""When people of a cohort are free at once, as a picture and as a table, by one clock."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from mentorship.core.free_together import percent_free
from mentorship.core.instance import Instance
from mentorship.core.week_overlap import stretches
from mentorship.models import Cohort
from mentorship.queries.pair_week import PairWeek, hours
from portal.core import zones

# By level of the picture, of both sides at least so many percent.
LEVELS = ((0, 50), (1, 25), (2, 10), (3, 1))


def cohort_week(instance: Instance, cohort: Cohort, *, tzid: str) -> PairWeek | None:
    """The first week of the term; None without people on both sides."""
    if not (instance.mentees and instance.mentors):
        return None
    drawn = [
        tuple((at, count, level - 1) for at, count, level in stretches(map(level_of, day)))
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


def level_of(percent: int) -> int:
    """One more than the picture's, 0 for next to nobody."""
    return next((level + 1 for level, least in LEVELS if percent >= least), 0)
