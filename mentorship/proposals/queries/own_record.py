from typing import Any

from mentorship.proposals.models import Proposal, ProposalStep
from portal.people.models import User

from .own_proposals import own_places


def proposals_of_person(*, person: User) -> list[dict[str, Any]]:
    """What they mentor or were asked to, by mail too, and what they did there; of what they have
    left, the deeds alone. Two queries."""
    rows = own_places(person).select_related("proposal__call__cohort", "proposal__initiative")
    deeds: dict[int, list[dict[str, Any]]] = {}
    done_to: dict[int, Proposal] = {}
    for step in ProposalStep.objects.filter(by=person).select_related("proposal__call__cohort"):
        deeds.setdefault(step.proposal_id, []).append({"did": step.deed, "at": step.at})
        done_to[step.proposal_id] = step.proposal
    own = [
        {
            "cohort": row.proposal.call.cohort.key,
            "group": row.proposal.initiative.slug,
            "title": row.proposal.title,
            "description": row.proposal.description,
            "prerequisites": row.proposal.prerequisites,
            "upstream_url": row.proposal.upstream_url,
            "status": row.proposal.status,
            "returned_words": row.proposal.returned_words,
            "asked_at": row.asked_at,
            "confirmed_at": row.confirmed_at,
            "deeds": deeds.get(row.proposal_id, []),
        }
        for row in rows
    ]
    here = {row.proposal_id for row in rows}
    left = [
        {"cohort": row.call.cohort.key, "deeds": deeds[row.pk]}
        for row in done_to.values()
        if row.pk not in here
    ]
    return own + left
