"""A mentee shows how far they are on their paths, or stops showing it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentorship.cohort_life.models import PathShare
from mentorship.models import Match
from portal.kit.locks import hold
from portal.people.models import User

from .pair import NotTheirs, hold_match, hold_pair, note_sign
from .praise import forget_praise, lock_name


@transaction.atomic
def share_paths(
    *,
    match: Match,
    by: User,
    to_mentor: bool,
    to_program: bool,
    with_waits: bool = False,
    now: datetime,
) -> None:
    """To their mentor, to those who run the program, to both or to nobody, by the mentee alone:
    nobody else may show a journey. All of it is taken back at any time, also when the pair is over.
    For whom a path waits is shown to nobody on its own: only with the path.
    What the mentor was told of it goes with it. Raises NotTheirs, PairOver."""
    # Before the pair's row, as who writes the letter does: one that is being made goes too.
    hold(lock_name(match.mentor.person_id))
    is_shown = to_mentor or to_program
    row = hold_pair(match, by, now) if is_shown else hold_match(match)
    if row.mentee.person_id != by.pk:
        raise NotTheirs
    if is_shown:
        shown: dict[str, Any] = {
            "to_mentor": to_mentor,
            "to_program": to_program,
            "with_waits": with_waits,
        }
        if to_mentor and not PathShare.objects.filter(match=row, to_mentor=True).exists():
            shown["at"] = now
        PathShare.objects.update_or_create(
            match=row, defaults=shown, create_defaults={"at": now} | shown
        )
    else:
        PathShare.objects.filter(match=row).delete()
    if not to_mentor:
        forget_praise(of=by, by=row.mentor.person)
    if row.is_agreed:
        note_sign(row, [by], now)
