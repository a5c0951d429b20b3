"""The one place that decides 404: applicants are for mentors who are accepted and asked, lists of
mentors for those who run the program."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from mentorship import access as mentorship_access
from mentorship.models import Application, Cohort, Role
from mentorship.selection.models import Selects, Way, Word
from mentorship.selection.queries.applicants import Readable, readable
from mentorship.selection.queries.way import list_days
from portal.people.models import User


def get_mentor(user: User, key: str) -> Application:
    """Somebody's own accepted application as a mentor, where mentors are asked. Raises Http404."""
    asked = Way.objects.exclude(selects=Selects.ENGINE).values("cohort")
    application = (
        Application.objects.accepted()
        .select_related("cohort__program", "person")
        .filter(cohort__key=key, cohort__in=asked, person=user.pk, role=Role.MENTOR)
        .first()
    )
    if application is None:
        raise Http404
    return application


def get_applicant(mentor: Application, public_id: UUID, now: datetime) -> Readable:
    """Whom this mentor may read, while they are asked. Raises Http404, also once the result is
    published: who has no match with somebody has no use for what they wrote."""
    is_open = list_days(mentor.cohort, now).is_open
    rows = readable(mentor=mentor, only=public_id) if is_open else []
    if not rows:
        raise Http404
    return rows[0]


def get_cohort_to_run(user: User, slug: str, key: str) -> Cohort:
    """Raises Http404."""
    return mentorship_access.get_cohort_to_run(user, slug, key)


def get_word(user: User, cohort: Cohort, key: int) -> Word:
    """Of a cohort whose desk somebody may see, and not about themselves. Raises Http404."""
    word = (
        Word.objects.select_related("mentor__person", "mentee__person", "mentee__cohort")
        .filter(pk=key, mentor__cohort=cohort)
        .exclude(mentee__person=user.pk)
        .first()
    )
    if word is None:
        raise Http404
    return word
