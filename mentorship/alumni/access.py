"""The one place that decides 404: what was decided about somebody is theirs alone once they were
told; those who run the program decide it; what people show of themselves is everybody's."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from mentorship import access as mentorship_access
from mentorship.alumni.core.later import ANSWERED_WITHIN
from mentorship.alumni.models import Graduation, Later
from mentorship.alumni.queries.addresses import read_later
from mentorship.alumni.queries.after_page import was_thanked
from mentorship.alumni.queries.showcase import has_graduates
from mentorship.core.phases import Phase, phase_at
from mentorship.models import Application, Cohort
from portal.people.models import User


def get_after(user: User, key: str) -> tuple[Application, Graduation | None]:
    """One's own application, and as a mentee what was decided about it; a mentor comes here once
    they were thanked, and not by what was decided about a mentee they had left. Raises Http404."""
    told = Graduation.objects.told().select_related("application__person")
    own = Application.objects.filter(cohort__key=key, person=user.pk)
    own = own.select_related("cohort__program", "mentor_name")
    for application in own.order_by("pk"):
        graduation = told.filter(application=application).first()
        if graduation or was_thanked(application):
            return application, graduation
    raise Http404


def get_people_of(user: User | AnonymousUser, slug: str, key: str, *, now: datetime) -> Cohort:
    """A cohort that is over, has graduates and a program everybody sees. Raises Http404."""
    cohort = mentorship_access.desk_cohort(slug, key)
    if (
        not user.has_perm("mentorship.view_program", cohort.program)
        or phase_at(cohort.dates, now) is not Phase.FINISHED
        or not has_graduates(cohort=cohort)
    ):
        raise Http404
    return cohort


def get_later(token: str, *, now: datetime) -> Later:
    """Of who holds the letter; sixty days after it was sent it is too late. Raises Http404."""
    read = read_later(token)
    rows = Later.objects.select_related(
        "graduation__application__person", "graduation__application__cohort__program"
    )
    later = read and rows.filter(graduation__application__public_id=read[0], months=read[1]).first()
    if not later or later.asked_at + ANSWERED_WITHIN <= now:
        raise Http404
    return later


def get_cohort_to_run(user: User, slug: str, key: str) -> Cohort:
    """Raises Http404."""
    return mentorship_access.get_cohort_to_run(user, slug, key)


def get_mentee(user: User, cohort: Cohort, public_id: UUID) -> Application:
    """Of a cohort whose desk somebody may see, never themselves. Raises Http404."""
    mentee = (
        cohort.applications.filter(public_id=public_id, role="mentee")
        .exclude(person=user.pk)
        .select_related("person__profile", "cohort__program")
        .first()
    )
    if mentee is None:
        raise Http404
    return mentee
