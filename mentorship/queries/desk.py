"""What waits for the people who run programs."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.phases import MINUTE, Phase, end_of_day
from mentorship.models import (
    WAITING,
    Answer,
    Application,
    Cohort,
    Match,
    Prerequisite,
    Program,
    Proof,
    ProofState,
    Role,
    Status,
)
from portal.core.agenda import Item
from portal.people.models import User

from .cohort_view import CohortView, cohort_view
from .desk_matches import matching_items
from .desk_names import applicant_name
from .profile_facts import missing_parts

MOST_COHORTS = 50
MOST_CHOSEN = 50
# Of an application: matches whose own answer is awaited, the one due first before others.
OFFERED = (
    Match.objects.open()
    .filter(
        Q(mentee=OuterRef("pk"), mentee_answer=Answer.AWAITED)
        | Q(mentor=OuterRef("pk"), mentor_answer=Answer.AWAITED)
    )
    .order_by("answer_by", "pk")
)


@dataclass(frozen=True)
class DeskCohort:
    name: str
    url: str
    cohort: CohortView
    waiting: int


@dataclass(frozen=True)
class DeskProgram:
    """`runs_it`: sees the applications; who only configures it does not."""

    name: str
    slug: str
    is_published: bool
    runs_it: bool


@dataclass(frozen=True)
class DeskRow:
    name: str
    role_label: str
    status: str
    status_label: str
    submitted_at: datetime | None
    missing: tuple[str, ...]
    url: str
    public_id: UUID
    is_waiting: bool
    is_for_nobody: bool
    offered_until: datetime | None


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """Applications to answer, matches to make, and the next date of every cohort that has one.
    Three queries."""
    waiting = Count("applications", Q(applications__status__in=WAITING))
    cohorts = list(
        Cohort.objects.filter(program__admins__person=person)
        .select_related("program")
        .annotate(waiting=waiting)
        .order_by("-starts_on", "key")[:MOST_COHORTS]
    )
    items = matching_items(cohorts=cohorts, now=now)
    for cohort in cohorts:
        view = cohort_view(cohort=cohort, now=now)
        url = reverse("mentorship:desk_cohort", args=[cohort.program.slug, cohort.key])
        whole_name = f"{cohort.program.name}, {cohort.name}"
        if cohort.waiting and view.phase not in {Phase.PLANNED, Phase.FINISHED}:
            due = end_of_day(cohort.review_until, cohort.timezone) - MINUTE
            words = ngettext(
                "%(n)s application to answer: %(cohort)s",
                "%(n)s applications to answer: %(cohort)s",
                cohort.waiting,
            )
            items.append(
                Item(
                    what=words % {"n": cohort.waiting, "cohort": whole_name},
                    url=url,
                    due=due,
                    action=_("Read them"),
                    kind=_("Mentorship"),
                    is_waiting=True,
                    is_stale=due <= now,
                )
            )
        if view.next_at:
            items.append(
                Item(
                    what=f"{view.next_words}: {whole_name}",
                    url=url,
                    at=view.next_at,
                    kind=_("Mentorship"),
                )
            )
    return items


def desk_programs(*, person: User, everything: bool) -> list[DeskProgram]:
    """Two queries."""
    own = set(Program.objects.filter(admins__person=person).values_list("pk", flat=True))
    rows = Program.objects.all() if everything else Program.objects.filter(pk__in=own)
    return [DeskProgram(row.name, row.slug, row.is_published, row.pk in own) for row in rows[:200]]


def desk_cohorts(*, program: Program, now: datetime) -> list[DeskCohort]:
    """One query."""
    waiting = Count("applications", Q(applications__status__in=WAITING))
    rows = program.cohorts.annotate(waiting=waiting)[:MOST_COHORTS]
    return [
        DeskCohort(
            name=row.name,
            url=reverse("mentorship:desk_cohort", args=[program.slug, row.key]),
            cohort=cohort_view(cohort=row, now=now),
            waiting=row.waiting,
        )
        for row in rows
    ]


def counts_of(*, cohort: Cohort) -> dict[str, dict[str, int]]:
    """Role → status → how many, and how many wait for an answer; drafts and withdrawn ones as
    numbers alone. One query."""
    counts = {role: dict.fromkeys(Status.values, 0) for role in Role.values}
    found = Application.objects.filter(cohort=cohort).values("role", "status").order_by()
    for row in found.annotate(n=Count("pk")):
        counts[row["role"]][row["status"]] = row["n"]
    for of_role in counts.values():
        of_role["waiting"] = sum(of_role[status] for status in WAITING)
    return counts


def applications_of(*, cohort: Cohort, role: str = "", status: str = "") -> QuerySet[Application]:
    """Those sent, the longest waiting first; an unknown role or status narrows nothing. `offered`
    is no status of its own: accepted, with a match that waits for an answer."""
    rows = Application.objects.sent().filter(cohort=cohort).select_related("person__profile")
    if role in Role.values:
        rows = rows.filter(role=role)
    rows = rows.annotate(offered_until=Subquery(OFFERED.values("answer_by")[:1]))
    if status == "waiting":
        rows = rows.filter(status__in=WAITING)
    elif status == "offered":
        rows = rows.filter(status=Status.ACCEPTED, offered_until__isnull=False)
    elif status in Status.values:
        rows = rows.filter(status=status)
    return rows.order_by("submitted_at", "id")


def ready_of(*, cohort: Cohort) -> QuerySet[Application]:
    """Those one press may accept: nobody who is asked to talk, or has something to do first."""
    done = Proof.objects.filter(
        prerequisite=OuterRef("pk"),
        application=OuterRef(OuterRef("pk")),
        state=ProofState.ACCEPTED,
    )
    asked = Prerequisite.objects.filter(cohort=OuterRef("cohort"), role=OuterRef("role"))
    rows = Application.objects.waiting().filter(cohort=cohort).exclude(status=Status.INTERVIEW)
    return rows.exclude(Exists(asked.exclude(Exists(done))))


def chosen_of(*, cohort: Cohort, public_ids: Iterable[str]) -> list[Application]:
    """Of those ticked on a page of the list; whatever names none of them counts for nothing."""
    wanted = [found for text in list(public_ids)[:MOST_CHOSEN] if (found := uuid_of(text))]
    return list(applications_of(cohort=cohort).filter(public_id__in=wanted))


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def desk_row(application: Application, *, for_nobody: Collection[int] = ()) -> DeskRow:
    offered_until = getattr(application, "offered_until", None)
    return DeskRow(
        name=applicant_name(application),
        role_label=str(application.get_role_display()),
        status=application.status,
        status_label=_("Offered") if offered_until else str(application.get_status_display()),
        submitted_at=application.submitted_at,
        missing=tuple(missing_parts(application.facts)),
        url=reverse("mentorship:desk_application", args=[application.public_id]),
        public_id=application.public_id,
        is_waiting=application.status in WAITING,
        is_for_nobody=application.pk in for_nobody,
        offered_until=offered_until - MINUTE if offered_until else None,
    )


def doors_of(*, person: User) -> list[tuple[str, str]]:
    """One query."""
    runs_any = Program.objects.filter(admins__person=person).exists()
    may_come = runs_any or person.has_perm("mentorship.create_program")
    return [(_("Mentorship"), reverse("mentorship:desk"))] if may_come else []
