"""What somebody has asked for, in words, and what happens next."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.core.phases import Phase
from mentorship.models import LIVE, Application, Program, Role, Status
from portal.people.models import User

from .cohort_view import CohortView, cohort_view
from .own_result import OwnResult, own_results

MOST_APPLICATIONS = 100


@dataclass(frozen=True)
class OwnApplication:
    """`next_at` is an instant, None where nothing more is to come."""

    program: str
    program_url: str
    cohort: CohortView
    role: str
    role_label: str
    status: str
    said: str
    said_kind: str
    next_words: str
    next_at: datetime | None
    reason: str
    url: str
    withdraw_url: str
    results: tuple[OwnResult, ...]


def own_roles(*, person: User | AnonymousUser, program: Program) -> dict[str, str]:
    """Cohort key → the role somebody applies for there. One query, none for who is signed out."""
    if not person.is_authenticated:
        return {}
    mine = Application.objects.filter(
        person=person.pk, cohort__program=program, status__in=LIVE
    ).values_list("cohort__key", "role")
    return dict(mine)


def own_applications(*, person: User, now: datetime) -> list[OwnApplication]:
    """The latest first; three queries."""
    rows = list(
        Application.objects.filter(person=person)
        .select_related("cohort__program__initiative")
        .order_by("-cohort__starts_on", "-created_at")[:MOST_APPLICATIONS]
    )
    results = own_results(row for row in rows if row.status == Status.ACCEPTED)
    return [own_application(row, now, results.get(row.pk, ())) for row in rows]


def own_application(
    row: Application, now: datetime, results: tuple[OwnResult, ...] = ()
) -> OwnApplication:
    cohort = cohort_view(cohort=row.cohort, now=now)
    said, kind = said_of(row, cohort)
    next_words, next_at = next_of(row, cohort)
    return OwnApplication(
        program=row.cohort.program.name,
        program_url=row.cohort.program.get_absolute_url(),
        cohort=cohort,
        role=row.role,
        role_label=str(Role(row.role).label),
        status=row.status,
        said=said,
        said_kind=kind,
        next_words=next_words,
        next_at=next_at,
        reason=row.decision_reason if row.status == Status.DECLINED else "",
        url=row.get_absolute_url(),
        withdraw_url=reverse("mentorship:withdraw", args=[row.cohort.key, row.role])
        if row.status in LIVE
        else "",
        results=results,
    )


def said_of(row: Application, cohort: CohortView) -> tuple[str, str]:
    if row.status == Status.DRAFT:
        is_late = cohort.phase not in {Phase.PLANNED, Phase.APPLICATIONS}
        return (_("Never sent"), "") if is_late else (_("Draft, not sent"), "warn")
    return {
        Status.SUBMITTED: (_("Sent"), "info"),
        Status.ACCEPTED: (_("In the matching"), "ok"),
        Status.DECLINED: (_("No place this time"), ""),
        Status.WITHDRAWN: (_("Withdrawn"), ""),
    }[Status(row.status)]


def next_of(row: Application, cohort: CohortView) -> tuple[str, datetime | None]:
    """What happens next and when; for a draft, what is to do and by when."""
    if row.status in {Status.DECLINED, Status.WITHDRAWN}:
        return "", None
    if row.status == Status.DRAFT:
        if cohort.is_planned:
            return _("You can send it from"), cohort.opens_at
        return (_("Send it by"), cohort.last_minute) if cohort.is_open else ("", None)
    results = next(step for step in cohort.timeline if step.phase is Phase.MATCHED)
    if cohort.phase in {Phase.APPLICATIONS, Phase.REVIEW, Phase.MATCHING}:
        return _("You hear whom you are paired with"), results.starts_at
    return (cohort.next_words, cohort.next_at) if cohort.next_at else ("", None)
