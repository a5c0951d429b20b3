from mentorship.proposals.models import Proposal


def words_of(proposal: Proposal) -> dict[str, object]:
    """No word that somebody wrote: an invitation may go to anybody's address."""
    cohort = proposal.call.cohort
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "group": proposal.initiative.name,
    }
