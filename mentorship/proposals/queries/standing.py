"""Who has agreed to a proposal so far, and whom it waits for."""

from collections.abc import Collection
from datetime import date

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import RoleHolding
from mentorship.proposals.core.approvals import Mentor, Standing
from mentorship.proposals.core.masked_address import masked_address
from mentorship.proposals.models import Proposal, ProposalMentor, Status
from portal.people.queries.names import told_name


def leads_of(*, initiatives: Collection[int], on: date) -> dict[int, set[int]]:
    """Group → the people with an account who speak for it on a day. One query."""
    rows = RoleHolding.objects.current(on).filter(
        initiative__in=initiatives, role__in=LEAD_ROLES, person__is_active=True
    )
    found: dict[int, set[int]] = {}
    for group, person in rows.order_by().values_list("initiative", "person"):
        found.setdefault(group, set()).add(person)
    return found


def standing_of(proposal: Proposal, *, has_lead: bool) -> Standing:
    """Of a proposal whose mentors are at hand with their people; no query then."""
    return Standing(
        mentors=tuple(
            Mentor(mentor_name(mentor), mentor.confirmed_at is not None)
            for mentor in proposal.mentors.all()
        ),
        has_lead=has_lead,
        group_approved=proposal.group_approved_at is not None,
        program_approved=proposal.status == Status.APPROVED,
    )


def mentor_name(mentor: ProposalMentor) -> str:
    """For who works on the proposal: the name they told once they came, until then what they were
    asked by. Nobody's whole address."""
    person = mentor.person
    if person is None:
        return mentor.name or masked_address(mentor.address)
    if mentor.confirmed_at is None and person.handle:
        return f"@{person.handle}"
    return told_name(person) or masked_address(person.email)
