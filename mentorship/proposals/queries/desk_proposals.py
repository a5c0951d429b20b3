"""The proposals of a cohort as those see them who run it, and what there is too much of."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet, Sum
from django.urls import reverse

from mentorship.proposals.core.approvals import Approver, next_approver, waits_for
from mentorship.proposals.core.quotas import Over, over
from mentorship.proposals.models import Call, Proposal, ProposalMentor, Status

from .projects import MENTORS
from .standing import leads_of, mentor_name, standing_of
from .wait_words import wait_words

# Whose turn it is is told from what was read: a list takes a thousand projects at most.
MOST_READ = 1000


@dataclass(frozen=True)
class DeskProposal:
    """`lost_mentor`: it was approved, and the last mentor has left since."""

    title: str
    url: str
    group: str
    status: str
    status_label: str
    places: int
    waits: tuple[str, ...]
    turn: Approver | None
    lost_mentor: bool


@dataclass(frozen=True)
class Warnings:
    groups: tuple[Over, ...]
    mentors: tuple[Over, ...]


def handed_in(*, call: Call) -> QuerySet[Proposal]:
    """What waits first; drafts are nobody's business."""
    return (
        Proposal.objects.handed_in()
        .filter(call=call)
        .select_related("initiative")
        .prefetch_related(MENTORS)
        .order_by("-status", "submitted_at", "pk")
    )


def desk_proposals(rows: list[Proposal], *, on: date) -> list[DeskProposal]:
    """One query, beside those that read the rows."""
    leads = leads_of(initiatives={row.initiative_id for row in rows}, on=on)
    return [desk_proposal(row, has_lead=row.initiative_id in leads) for row in rows]


def desk_proposal(row: Proposal, *, has_lead: bool) -> DeskProposal:
    standing = standing_of(row, has_lead=has_lead)
    return DeskProposal(
        title=row.title,
        url=reverse("proposals:desk_proposal", args=[row.public_id]),
        group=row.initiative.name,
        status=row.status,
        status_label=str(row.get_status_display()),
        places=row.places,
        waits=tuple(wait_words(wait, group=row.initiative.name) for wait in waits_for(standing)),
        turn=next_approver(standing),
        lost_mentor=standing.program_approved
        and not any(mentor.is_confirmed for mentor in standing.mentors),
    )


def warnings_of(*, call: Call) -> Warnings:
    """Groups by their projects here, mentors by their places in all calls that are not over. Two
    queries at most, and one for the names."""
    groups: Counter[str] = Counter()
    if call.most_of_group is not None:
        rows = Proposal.objects.handed_in().filter(call=call)
        groups.update(rows.values_list("initiative__name", flat=True))
    return Warnings(over(groups.items(), call.most_of_group), mentors_over(call))


def mentors_over(call: Call) -> tuple[Over, ...]:
    """Confirmed or only asked: who is asked too often should be asked less. Called here what the
    projects here call them."""
    if call.most_of_mentor is None:
        return ()
    here = ProposalMentor.objects.filter(
        proposal__in=Proposal.objects.handed_in().filter(call=call), person__isnull=False
    )
    running = ProposalMentor.objects.filter(
        person__in=here.values("person"),
        proposal__status__in=[Status.SUBMITTED, Status.APPROVED],
        proposal__call__cohort__ends_on__gte=call.cohort.starts_on,
    )
    loads = running.values("person").order_by().annotate(n=Sum("proposal__places"))
    full = {row["person"]: row["n"] for row in loads if row["n"] > call.most_of_mentor}
    rows = here.filter(person__in=full).select_related("person__profile")
    rows = rows.order_by(F("confirmed_at").asc(nulls_first=True))
    names = {row.person_id: mentor_name(row) for row in rows}
    return over([(names[pk], count) for pk, count in full.items()], call.most_of_mentor)
