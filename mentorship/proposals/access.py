"""The one place that decides 404: a proposal exists for its mentors and for who decides about it;
approved, it exists for everybody once its call is public."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404

from mentorship.models import Cohort, Program
from mentorship.proposals.models import Call, Proposal, ProposalMentor
from mentorship.proposals.queries.own_proposals import own_places
from mentorship.proposals.queries.projects import MENTORS, SKILLS
from mentorship.proposals.rules import runs_program_of, speaks_for_group_of
from mentorship.rules import runs_it
from portal.people.models import User


def whole() -> QuerySet[Proposal]:
    rows = Proposal.objects.select_related("call__cohort__program__initiative", "initiative")
    return rows.prefetch_related(SKILLS, MENTORS)


def get_call(user: User | AnonymousUser, slug: str, key: str) -> Call:
    """For reading its approved projects. Raises Http404."""
    call = (
        Call.objects.select_related("cohort__program__initiative")
        .filter(cohort__key=key, cohort__program__slug=slug)
        .first()
    )
    if call is None or not user.has_perm("proposals.view_projects", call):
        raise Http404
    return call


def get_project(call: Call, public_id: UUID) -> Proposal:
    """Approved, of a group everybody sees. Raises Http404."""
    approved = Proposal.objects.approved().filter(call=call, initiative__is_listed=True)
    project = whole().filter(pk__in=approved.values("pk"), public_id=public_id).first()
    if project is None:
        raise Http404
    return project


def get_call_to_propose(user: User, key: str) -> Call:
    """Of a published program, whether it still takes proposals or not. Raises Http404."""
    call = (
        Call.objects.select_related("cohort__program__initiative")
        .filter(cohort__key=key, cohort__program__in=Program.objects.published())
        .first()
    )
    if call is None:
        raise Http404
    return call


def get_own_proposal(user: User, public_id: UUID) -> tuple[Proposal, ProposalMentor]:
    """With one's place among its mentors, confirmed or asked. Raises Http404."""
    place = own_places(user).filter(proposal__public_id=public_id).order_by("person", "pk").first()
    if place is None:
        raise Http404
    return whole().get(pk=place.proposal_id), place


def get_mentor(proposal: Proposal, number: str) -> ProposalMentor:
    """Raises Http404."""
    mentor = next((one for one in proposal.mentors.all() if str(one.pk) == number), None)
    if mentor is None:
        raise Http404
    return mentor


def get_proposal_to_decide(user: User, public_id: UUID) -> Proposal:
    """Handed in, for who runs the program or speaks for the group. Raises Http404."""
    known = Proposal.objects.handed_in().filter(public_id=public_id)
    proposal = whole().filter(pk__in=known.values("pk")).first()
    if proposal is None or not (
        runs_program_of(user, proposal) or speaks_for_group_of(user, proposal)
    ):
        raise Http404
    return proposal


def get_call_to_run(cohort: Cohort) -> Call | None:
    """Of a cohort whose desk somebody may see; None where it asks for no projects yet."""
    return Call.objects.filter(cohort=cohort).select_related("cohort__program").first()


def runs(user: User, proposal: Proposal) -> bool:
    return runs_it(user, proposal.call.cohort.program)
