"""A mentee shows their mentor how far they are on their paths, or stops showing it."""

from datetime import datetime

from django.db import transaction

from mentorship.cohort_life.models import PathShare
from mentorship.models import Match
from portal.people.models import User

from .pair import NotTheirs, hold_match, hold_pair, note_sign


@transaction.atomic
def share_paths(*, match: Match, by: User, is_shared: bool, now: datetime) -> None:
    """By the mentee alone: nobody else may show a journey. It is taken back at any time, also when
    the pair is over. Raises NotTheirs, PairOver."""
    row = hold_pair(match, by, now) if is_shared else hold_match(match)
    if row.mentee.person_id != by.pk:
        raise NotTheirs
    if is_shared:
        PathShare.objects.get_or_create(match=row, defaults={"at": now})
    else:
        PathShare.objects.filter(match=row).delete()
    if row.is_agreed:
        note_sign(row, [by], now)
