from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from mentorship.proposals.models import Call, Proposal, ProposalMentor
from tests.factories.initiatives import InitiativeFactory
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory


class CallFactory(DjangoModelFactory):
    """Projects until 20 January 2026, seen from 28 January; applications open in February."""

    class Meta:
        model = Call

    cohort = factory.SubFactory(CohortFactory)
    closes_on = date(2026, 1, 20)
    public_on = date(2026, 1, 28)


class ProposalFactory(DjangoModelFactory):
    """A draft without a mentor."""

    class Meta:
        model = Proposal

    call = factory.SubFactory(CallFactory)
    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence("Project {}".format)
    description = "Write the missing tests."


class ProposalMentorFactory(DjangoModelFactory):
    """Confirmed."""

    class Meta:
        model = ProposalMentor

    proposal = factory.SubFactory(ProposalFactory)
    person = factory.SubFactory(UserFactory)
    confirmed_at = datetime(2026, 1, 10, tzinfo=UTC)


def handed_in(**facts) -> Proposal:
    """With one confirmed mentor."""
    mentor = facts.pop("mentor", None) or UserFactory()
    words = {"status": "submitted", "submitted_at": datetime(2026, 1, 11, tzinfo=UTC)}
    proposal = ProposalFactory(**words | facts)
    ProposalMentorFactory(proposal=proposal, person=mentor)
    return proposal


def approved(**facts) -> Proposal:
    at = datetime(2026, 1, 12, tzinfo=UTC)
    return handed_in(**{"status": "approved", "group_approved_at": at, "approved_at": at} | facts)
