"""A mentor says yes to a text in the moment in which another one changes it. The guard has a twin
without it."""

from dataclasses import replace

import pytest

from mentorship.proposals.actions.mentor import confirm_mentor
from mentorship.proposals.actions.proposal import Facts, StaleProposal, change_proposal
from mentorship.proposals.models import Proposal, ProposalMentor
from tests.factories.people import UserFactory
from tests.factories.proposals import ProposalMentorFactory, handed_in
from tests.mentorship.at_once import at_once, pressing
from tests.mentorship.pool import IN_MATCHING

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked() -> ProposalMentor:
    """Not confirmed yet, beside the mentor who wrote it."""
    return ProposalMentorFactory(proposal=handed_in(mentor=UserFactory()), confirmed_at=None)


def facts_of(proposal: Proposal) -> Facts:
    return Facts(
        title=proposal.title, initiative=proposal.initiative, description=proposal.description
    )


def test_nobody_confirms_a_text_they_have_not_read(asked):
    """Whichever comes first: what stands there now waits for their word."""
    proposal = asked.proposal
    [writer] = [one.person for one in proposal.mentors.exclude(pk=asked.pk)]
    shared = {"proposal": proposal, "seen": proposal.version, "now": IN_MATCHING}
    yes = pressing("confirmed", confirm_mentor, StaleProposal, by=asked.person, **shared)
    new = replace(facts_of(proposal), description="Something else altogether.")
    edit = pressing("changed", change_proposal, StaleProposal, facts=new, by=writer, **shared)
    found = at_once(yes, edit)
    assert found in (["changed", "confirmed"], ["StaleProposal", "changed"])
    asked.refresh_from_db()
    assert asked.confirmed_at is None


def test_without_the_version_the_yes_stands_under_another_text(asked):
    """The twin: the text changes, then the yes of who has read the old one is written."""
    proposal = asked.proposal

    def edit(turn) -> str:
        Proposal.objects.filter(pk=proposal.pk).update(description="Something else altogether.")
        proposal.mentors.exclude(confirmed_at=None).update(confirmed_at=None)
        turn.wait()
        return "changed"

    def confirm(turn) -> str:
        mentor = ProposalMentor.objects.get(pk=asked.pk)
        turn.wait()
        mentor.confirmed_at = IN_MATCHING
        mentor.save()
        return "confirmed"

    assert at_once(edit, confirm) == ["changed", "confirmed"]
    asked.refresh_from_db()
    assert asked.confirmed_at == IN_MATCHING
