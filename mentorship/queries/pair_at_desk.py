"""What those who run the program read of two people before they pair them: what one wants and the
other teaches, their week, when they could meet first, and when their clocks move apart.

Of the two it says what each wrote in the application, which these readers have before them anyway.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from mentorship.core.explanation import shared_skills
from mentorship.core.instance import Mentee, Mentor
from mentorship.core.meetings import next_meetings, weeks_without
from mentorship.core.phases import end_of_day, start_of_day
from mentorship.core.week_overlap import Free
from mentorship.models import Application, Role, Run
from mentorship.queries.instance import limits_of, person_of
from mentorship.queries.match_detail import (
    A_DAY,
    SharedSkill,
    Shift,
    shifts_between,
    skill_words,
)
from mentorship.queries.matching_desk import Somebody
from mentorship.queries.pair_week import PairWeek, week
from mentorship.queries.profile_parts import skill_names


@dataclass(frozen=True)
class PairAtDesk:
    """`meetings` are the first ones of the term, a day apart, from when to when, in UTC."""

    mentee: str
    mentor: str
    week: PairWeek
    skills: tuple[SharedSkill, ...]
    meetings: tuple[tuple[datetime, datetime], ...]
    mentee_zone: str
    mentor_zone: str
    shifts: tuple[Shift, ...]
    weeks_without: tuple[date, ...]


def pairs_at_desk(
    *,
    application: Application,
    run: Run,
    mine: Somebody,
    others: Iterable[Somebody],
    zone: str | None,
    now: datetime,
) -> dict[str, PairAtDesk]:
    """Somebody with each of the others, by their keys. Two queries."""
    names = {other.key: other.name for other in others}
    rows = Application.objects.accepted().filter(cohort=application.cohort_id, public_id__in=names)
    known = skill_names(one["skill"] for one in application.facts.get("skills", ()))
    cohort, minutes = application.cohort, limits_of(run).meeting_minutes
    first = start_of_day(cohort.starts_on, cohort.timezone)
    last = end_of_day(cohort.ends_on, cohort.timezone)

    def beside(row: Application) -> PairAtDesk:
        me, them, name = person_of(application), person_of(row), names[str(row.public_id)]
        is_mentee = application.role == Role.MENTEE
        mentee, mentor = (me, them) if is_mentee else (them, me)
        assert isinstance(mentee, Mentee)
        assert isinstance(mentor, Mentor)
        meetings = next_meetings(
            mentee, mentor, after=max(now, first), until=last, minutes=minutes, apart=A_DAY
        )
        return PairAtDesk(
            mentee=mine.name if is_mentee else name,
            mentor=name if is_mentee else mine.name,
            week=week(
                me, them, cohort=cohort, words=words_of_two(mine.name, name), zone=zone, now=now
            ),
            skills=skill_words(shared_skills(mentee, mentor), known),
            meetings=tuple((at, at + timedelta(minutes=minutes)) for at in meetings),
            mentee_zone=mentee.timezone,
            mentor_zone=mentor.timezone,
            shifts=shifts_between(
                mentee.timezone, mentor.timezone, first=cohort.starts_on, last=cohort.ends_on
            ),
            weeks_without=weeks_without(
                mentee, mentor, start=cohort.starts_on, weeks=cohort.weeks, minutes=minutes
            ),
        )

    return {str(row.public_id): beside(row) for row in rows}


def words_of_two(first: str, second: str) -> Mapping[Free, str]:
    only = _("Only %(name)s")
    return {
        Free.BOTH: _("Both"),
        Free.FIRST: only % {"name": first},
        Free.SECOND: only % {"name": second},
    }
