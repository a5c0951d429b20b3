"""The one place that decides 404: a report exists for everybody once it is published, before that
for those who run the program; what somebody answered exists for them alone."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from mentorship import access as mentorship_access
from mentorship.equity.models import EquityGroup, FairnessReport
from mentorship.models import Application, Cohort, Role
from mentorship.rules import runs_it
from portal.people.models import User


def get_report(user: User | AnonymousUser, slug: str, key: str) -> FairnessReport:
    """Of a program somebody may see. Raises Http404."""
    program = mentorship_access.get_program(user, slug)
    report = find_report(slug, key)
    if report is None or (report.published_at is None and not runs_it(user, program)):
        raise Http404
    return report


def get_report_to_publish(cohort: Cohort) -> FairnessReport:
    """Of a cohort whose desk somebody may see. Raises Http404 before it is made."""
    report = find_report(cohort.program.slug, cohort.key)
    if report is None:
        raise Http404
    return report


def find_report(slug: str, key: str) -> FairnessReport | None:
    rows = FairnessReport.objects.select_related("cohort__program__initiative")
    return rows.filter(cohort__program__slug=slug, cohort__key=key).first()


def get_application_to_answer_for(user: User, key: str) -> Application:
    """One's own as a mentee, of a cohort that asks. Raises Http404."""
    application = (
        Application.objects.select_related("cohort__program")
        .filter(person=user.pk, cohort__key=key, role=Role.MENTEE, submitted_at__isnull=False)
        .first()
    )
    if application is None or not EquityGroup.objects.filter(cohort=application.cohort_id).exists():
        raise Http404
    return application


def get_cohort_to_run(user: User, slug: str, key: str) -> Cohort:
    """Raises Http404."""
    return mentorship_access.get_cohort_to_run(user, slug, key)
