"""One answer for many dates: those there are, and those that are made later."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction

from events.models import Answer, Occurrence, Place, Rsvp, Series, StandingAnswer
from portal.kit import clock
from portal.people.models import User

from .rsvp import follow_steps, give_answer

# Whatever day it is where the series is at home.
ONE_DAY = timedelta(days=1)


@transaction.atomic
def answer_series(
    *, series: Series, by: User, answer: str, since: date | None = None
) -> StandingAnswer | None:
    """For every date to come, or those from `since` on. The last word counts: a date answered
    alone before follows, one answered alone afterwards differs.

    A no ends what stood and leaves the dates that were never answered alone. Cancelled dates are
    passed over. The series is locked first, as ticks and decisions do.
    """
    row = Series.objects.select_for_update().get(pk=series.pk)
    now = clock.now()
    starts_on = since or now.date() - ONE_DAY
    StandingAnswer.objects.filter(series=row, person=by).delete()
    standing = None
    if answer != Answer.NO:
        standing = StandingAnswer.objects.create(
            series=row, person=by, answer=answer, starts_on=starts_on, answered_at=now
        )
    dates = Occurrence.objects.filter(series=row, original_date__gte=starts_on).upcoming(now).on()
    if answer == Answer.NO:
        dates = dates.filter(rsvps__person=by)
    answer_each(person=by, answer=answer, dates=list(dates.values_list("pk", flat=True)))
    follow_steps(series=row, person=by)
    return standing


@transaction.atomic
def answer_new_dates(*, series: Series, dates: Collection[int]) -> None:
    """In the order in which people answered: who said so first has the seat. Safe to repeat."""
    Series.objects.select_for_update().get(pk=series.pk)
    for standing in StandingAnswer.objects.filter(series=series).select_related("person"):
        theirs = Occurrence.objects.filter(pk__in=dates, original_date__gte=standing.starts_on)
        unanswered = theirs.exclude(rsvps__person=standing.person)
        answer_each(
            person=standing.person,
            answer=standing.answer,
            dates=list(unanswered.values_list("pk", flat=True)),
        )


def answer_each(*, person: User, answer: str, dates: Collection[int]) -> None:
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("series__initiative")
    locked_dates = list(rows.filter(pk__in=dates).order_by("pk"))
    mine = Rsvp.objects.filter(person=person, occurrence__in=locked_dates)
    said = {rsvp.occurrence_id: rsvp for rsvp in mine}
    for row in locked_dates:
        rsvp = said.get(row.pk) or Rsvp(person=person, place=Place.NONE)
        give_answer(rsvp, row, answer, is_standing=True)
