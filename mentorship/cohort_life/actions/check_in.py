"""We met, or we did not: one press a week, by either of the two."""

from datetime import datetime

from django.db import transaction

from initiatives.onboarding.actions.own_work import count_own_work, take_back_meetings
from mentorship.cohort_life.core.weeks import open_weeks
from mentorship.cohort_life.models import CheckIn, Word
from mentorship.cohort_life.queries.pair import day_in, life_of
from mentorship.models import Match
from portal.people.models import User

from .pair import both, hold_pair, note_sign


class WeekNotOpen(Exception):
    """The week is still to come, too long ago, or none of the pair's."""


@transaction.atomic
def say_check_in(*, match: Match, by: User, week: int, word: str, now: datetime) -> CheckIn:
    """One word a person and week; a later one replaces it. Raises NotTheirs, PairOver, WeekNotOpen.

    Who says that they met speaks of two people: it is a sign of both, and completes the steps of
    both that count it. Who says later that they did not takes those back that nothing else speaks
    for.
    """
    row = hold_pair(match, by, now)
    pair = life_of(match=row).pair
    if week not in open_weeks(
        day_in(row.cohort, now), starts_on=row.cohort.starts_on, ends_on=pair.ends_on
    ):
        raise WeekNotOpen
    before = CheckIn.objects.filter(match=row, person=by, week=week, word=Word.MET).first()
    since = before.said_at if before else now
    said, _is_new = CheckIn.objects.update_or_create(
        match=row,
        person=by,
        week=week,
        defaults={"word": Word(word), "said_at": since if word == Word.MET else now},
    )
    note_sign(row, both(row) if word == Word.MET else [by], now)
    if word == Word.MET:
        count_own_work(people=[person.pk for person in both(row)])
    elif before:
        take_back_meetings(people=[person.pk for person in both(row)], since=since)
    return said
