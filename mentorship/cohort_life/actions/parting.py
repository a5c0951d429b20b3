"""Ending a pair without anybody's fault, and never being paired again."""

from datetime import datetime

from django.db import transaction

from mentorship.actions.match import stop_match
from mentorship.cohort_life.models import NotAgain
from mentorship.cohort_life.queries.pair import side_of
from mentorship.models import Match
from portal.people.models import User

from .pair import NotTheirs, both, hold_match, hold_pair


@transaction.atomic
def leave_pair(*, match: Match, by: User, not_again: bool, now: datetime) -> Match:
    """“This does not work”: no reason needed, and none kept. The other one and those who run the
    program are told that it ended; who wanted it stands in the trail alone.

    `not_again` keeps the two apart in every matching from now on, and nobody is told of it. It
    counts also where the other one has ended the pair a moment before. Raises NotTheirs, PairOver.
    """
    row = hold_match(match)
    if side_of(row, by) is None:
        raise NotTheirs
    if not_again:
        [other] = [person for person in both(row) if person.pk != by.pk]
        NotAgain.objects.get_or_create(person=by, other=other, defaults={"at": now})
        if row.ended_at is not None:
            return row
    return stop_match(match=hold_pair(row, by, now), by=by, now=now)


@transaction.atomic
def take_back_not_again(*, match: Match, by: User) -> None:
    """By who said it, at any time: these two may be paired again, unless the other one said it too.
    Nobody is told. Safe to repeat."""
    NotAgain.objects.filter(person=by, other__in=both(match)).delete()
