"""Telling those whose turn it is that a proposal waits for them, once for each text."""

from datetime import datetime

from django.urls import reverse

from mentorship.proposals.core.approvals import Approver, next_approver
from mentorship.proposals.models import Proposal, Status
from mentorship.proposals.queries.letter_words import words_of
from mentorship.proposals.queries.standing import leads_of, standing_of
from portal.notices.actions.notice import send_notices
from portal.people.models import User


def tell_whose_turn(proposal: Proposal, *, now: datetime) -> None:
    """Mentors were asked when they were named. Nobody is told of a draft."""
    if proposal.status != Status.SUBMITTED:
        return
    leads = leads_of(initiatives=[proposal.initiative_id], on=now.date())
    of_group = leads.get(proposal.initiative_id, set())
    turn = next_approver(standing_of(proposal, has_lead=bool(of_group)))
    if turn is Approver.GROUP:
        people = User.objects.filter(pk__in=of_group)
    elif turn is Approver.PROGRAM:
        admins = proposal.call.cohort.program.admins.values("person")
        people = User.objects.filter(pk__in=admins)
    else:
        return
    send_notices(
        people=people,
        kind="match",
        key=f"proposal-turn:{proposal.public_id}:{proposal.version}:{turn}",
        template="proposals/your_turn",
        context=words_of(proposal),
        url=reverse("proposals:desk_proposal", args=[proposal.public_id]),
    )
