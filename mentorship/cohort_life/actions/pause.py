"""A pair rests: nobody is asked or flagged meanwhile."""

from datetime import date, datetime, timedelta

from django.db import transaction

from mentorship.cohort_life.models import Pause
from mentorship.cohort_life.models.pause import LONGEST_DAYS
from mentorship.cohort_life.queries.pair import day_in, life_of
from mentorship.models import Match
from portal.notices.actions.notice import send_notice
from portal.people.models import User

from .letter import about
from .pair import both, hold_pair, note_sign

A_DAY = timedelta(days=1)


class DayNotOpen(Exception):
    """A pause ends within sixty days, and within the time of the pair."""


class NoPause(Exception):
    """Nothing rests here today."""


@transaction.atomic
def pause_pair(*, match: Match, by: User, last_day: date, now: datetime) -> Pause:
    """From today on; said again it moves the end. The other one is told.

    Raises NotTheirs, PairOver, DayNotOpen.
    """
    row = hold_pair(match, by, now)
    today = day_in(row.cohort, now)
    latest = min(today + A_DAY * LONGEST_DAYS, life_of(match=row).pair.ends_on)
    if not today <= last_day <= latest:
        raise DayNotOpen
    running = Pause.objects.filter(match=row, first_day__lte=today, last_day__gte=today).first()
    pause = running or Pause(match=row, first_day=today)
    pause.asked_by, pause.last_day = by, last_day
    pause.save()
    note_sign(row, [by], now)
    [other] = [person for person in both(row) if person.pk != by.pk]
    send_notice(
        person=other,
        kind="match",
        key=f"pair-rests:{row.public_id}:{today}:{last_day}",
        template="cohort_life/pause_pair",
        **about(row, last_day=last_day.isoformat()),
    )
    return pause


@transaction.atomic
def resume_pair(*, match: Match, by: User, now: datetime) -> None:
    """From today on again. Raises NotTheirs, PairOver, NoPause."""
    row = hold_pair(match, by, now)
    today = day_in(row.cohort, now)
    running = Pause.objects.filter(match=row, first_day__lte=today, last_day__gte=today)
    if not running.exists():
        raise NoPause
    running.filter(first_day=today).delete()
    running.update(last_day=today - A_DAY)
    note_sign(row, [by], now)
