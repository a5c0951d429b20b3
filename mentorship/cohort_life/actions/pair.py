"""What every verb of a pair begins and ends with."""

from collections.abc import Iterable
from datetime import datetime

from mentorship.cohort_life.core.silence import Side
from mentorship.cohort_life.models import Sign
from mentorship.cohort_life.queries.pair import OPEN_AFTER, day_in, life_of, side_of
from mentorship.models import Match
from portal.people.models import User


class NotTheirs(Exception):
    """Only the two people of a pair write in it."""


class PairOver(Exception):
    """It has not begun, was ended, or is over for some weeks: it can be read and not written."""


def hold_pair(match: Match, by: User, now: datetime) -> Match:
    """The row, locked, for one of its two people. Raises NotTheirs, PairOver."""
    row = hold_match(match)
    if side_of(row, by) is None:
        raise NotTheirs
    last = life_of(match=row).pair.ends_on
    if not row.is_agreed or day_in(row.cohort, now) > last + OPEN_AFTER:
        raise PairOver
    return row


def hold_match(match: Match) -> Match:
    return (
        Match.objects.select_for_update(of=["self"])
        .select_related("cohort__program", "mentee__person", "mentor__person")
        .get(pk=match.pk)
    )


def note_sign(match: Match, people: Iterable[User], now: datetime) -> None:
    """Their clocks begin anew; a flag about them is gone with it."""
    Sign.objects.bulk_create(
        [Sign(match=match, person=person, at=now) for person in people],
        update_conflicts=True,
        unique_fields=["match", "person"],
        update_fields=["at"],
    )


def both(match: Match) -> list[User]:
    return [match.mentee.person, match.mentor.person]


def person_on(match: Match, side: Side) -> User:
    return match.mentee.person if side is Side.MENTEE else match.mentor.person
