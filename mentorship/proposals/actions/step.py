"""One line of a proposal's history, and of the trail."""

from collections.abc import Iterable
from datetime import datetime

from mentorship.proposals.core.approvals import Part
from mentorship.proposals.models import Deed, Proposal, ProposalStep, Status
from portal.kit import audit
from portal.people.models import User


def note(
    proposal: Proposal,
    *,
    deed: Deed,
    by: User | None,
    now: datetime,
    parts: Iterable[Part] = (),
    cleared: bool = False,
    was_public: bool = False,
) -> None:
    """Kept pages show approved projects alone: nobody empties the cache by writing a draft."""
    ProposalStep.objects.create(
        proposal=proposal,
        deed=deed,
        by=by,
        at=now,
        parts=[part for part in Part if part in set(parts)],
        cleared=cleared,
    )
    audit.record(
        by=by,
        verb=f"proposal.{deed.replace('-', '_')}",
        on=proposal,
        is_on_pages=was_public or cleared or proposal.status == Status.APPROVED,
    )
