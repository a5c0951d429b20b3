"""Notes of a pair. Nothing here is audited: what two people write down is theirs."""

from datetime import datetime

from django.db import transaction

from mentorship.cohort_life.models import Note
from mentorship.cohort_life.models.note import MOST_NOTES
from mentorship.models import Match
from portal.people.models import User

from .pair import NotTheirs, hold_pair, note_sign


class TooManyNotes(Exception):
    """A hundred notes a person: an old one has to go first."""


@transaction.atomic
def write_note(*, match: Match, by: User, text: str, is_private: bool, now: datetime) -> Note:
    """Raises NotTheirs, PairOver, TooManyNotes."""
    row = hold_pair(match, by, now)
    if Note.objects.filter(match=row, author=by).count() >= MOST_NOTES:
        raise TooManyNotes
    note_sign(row, [by], now)
    return Note.objects.create(
        match=row, author=by, text=text, is_private=is_private, written_at=now
    )


@transaction.atomic
def delete_note(*, note: Note, by: User) -> None:
    """By its author, at any time, also when the pair is over. Raises NotTheirs."""
    if note.author_id != by.pk:
        raise NotTheirs
    note.delete()
