from collections.abc import Set as AbstractSet

from initiatives.actions.published_text import redact_published_text
from mentorship.proposals.models import Proposal, ProposalMentor
from portal.kit import audit

TEXTS = {Proposal: ("title", "description", "prerequisites"), ProposalMentor: ("name",)}


def redact_projects(*, fingerprints: AbstractSet[str]) -> None:
    """Also what a list said, which nobody has written here."""
    for row in redact_published_text(fingerprints=fingerprints, texts=TEXTS):
        audit.record(by=None, verb="name.taken_down", on=row)
