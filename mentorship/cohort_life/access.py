"""The one place that decides 404: a pair is for its two people, a cohort's life for those who run
the program; a superuser who is neither sees nothing of it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.http import Http404

from mentorship import access as mentorship_access
from mentorship.cohort_life.core.weeks import first_day
from mentorship.cohort_life.models import Note, PlanLine
from mentorship.cohort_life.queries.addresses import read_check_in
from mentorship.cohort_life.queries.pair import Side, agreed, day_in, side_of
from mentorship.cohort_life.queries.paths_aside import mentored_by
from mentorship.models import Cohort, Match
from portal.people.models import User

LETTER_IS_GOOD_FOR = timedelta(days=60)


def get_pair(user: User, public_id: UUID) -> Match:
    """Its two people alone, once both had said yes, also when it has ended. Raises Http404."""
    match = mentorship_access.get_match(user, public_id)
    if {match.mentee_answer, match.mentor_answer} != {"accepted"}:
        raise Http404
    return match


def get_mentored(user: User) -> list[Match]:
    """The pairs they are the mentor of, as long as they go on. Raises Http404 for who has none."""
    matches = mentored_by(person=user)
    if not matches:
        raise Http404
    return matches


def get_line(match: Match, public_id: UUID) -> PlanLine:
    """Of a pair somebody may see. Raises Http404."""
    line = PlanLine.objects.select_related("match").filter(match=match, public_id=public_id).first()
    if line is None:
        raise Http404
    return line


def get_own_note(user: User, match: Match | None, public_id: UUID) -> Note:
    """Raises Http404 for a note of the other one too: only its author may take it away. Without a
    match it is one that outlived it."""
    note = Note.objects.filter(match=match, author=user, public_id=public_id).first()
    if note is None:
        raise Http404
    return note


def get_check_in(token: str, *, now: datetime) -> tuple[Match, Side, int]:
    """Of who holds the letter: the pair, their side and the week. Raises Http404, also once the
    pair has ended, and sixty days after the week began: letters are kept and passed on."""
    read = read_check_in(token)
    together = agreed(Match.objects.open().select_related(*PEOPLE))
    match = read and together.filter(public_id=read[0]).first()
    if not read or match is None:
        raise Http404
    began = first_day(read[2], starts_on=match.cohort.starts_on)
    if day_in(match.cohort, now) > began + LETTER_IS_GOOD_FOR:
        raise Http404
    return match, read[1], read[2]


PEOPLE = ("cohort__program", "mentee__person__profile", "mentor__person__profile")


def get_cohort_to_run(user: User, slug: str, key: str) -> Cohort:
    """With the days of its ladder. Raises Http404."""
    return mentorship_access.get_cohort_to_run(user, slug, key, beside=("ladder_setting",))


def get_desk_pair(user: User, cohort: Cohort, public_id: UUID) -> Match:
    """Of a cohort whose desk somebody may see; never their own pair. Raises Http404."""
    match = (
        agreed(Match.objects.select_related(*PEOPLE))
        .filter(cohort=cohort, public_id=public_id)
        .first()
    )
    if match is None or side_of(match, user) is not None:
        raise Http404
    return match
