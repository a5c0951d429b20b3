"""What those who run a program make of a mentor's “rather not”."""

from datetime import datetime

from django.db import transaction

from mentorship.actions.pin import set_pin
from mentorship.actions.run import lock_name
from mentorship.models import PinKind
from mentorship.selection.models import Said, Word
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User


class OwnWord(Exception):
    """Nobody decides about their own word, nor about one on themselves."""


class AlreadyJudged(Exception):
    """Somebody has decided before, or the mentor has taken it back."""


@transaction.atomic
def judge_word(*, word: Word, by: User, keep_apart: bool, now: datetime) -> Word:
    """Keep the two apart, which is a veto like any other; or let the matching decide. The reason
    stays with the word, which goes when the term is over.

    Raises OwnWord, AlreadyJudged; NoPair while one of them is not accepted, HasAMatch.
    """
    hold(lock_name(word.mentor.cohort))
    row = (
        Word.objects.select_for_update(of=["self"])
        .select_related("mentor__cohort", "mentee__cohort")
        .filter(pk=word.pk, said=Said.RATHER_NOT, judged_at=None)
        .first()
    )
    if row is None:
        raise AlreadyJudged
    if by.pk in {row.mentor.person_id, row.mentee.person_id}:
        raise OwnWord
    if keep_apart:
        set_pin(mentee=row.mentee, mentor=row.mentor, kind=PinKind.VETO, by=by)
    row.judged_at, row.judged_by, row.is_kept_apart = now, by, keep_apart
    row.save(update_fields=["judged_at", "judged_by", "is_kept_apart"])
    audit.record(by=by, verb="selection.judged", on=row, is_on_pages=False)
    return row
