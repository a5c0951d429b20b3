"""Mentors who were asked and have not said whether they mentor."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from mentorship.proposals.models import Call, ProposalMentor, Status
from mentorship.proposals.queries.letter_words import words_of
from mentorship.queries.letter_preview import Preview, preview_of
from portal.people.models import User


def unanswered(*, call: Call) -> QuerySet[ProposalMentor]:
    """Of projects that were handed in, who has an account: no stranger is written to twice."""
    return (
        ProposalMentor.objects.filter(
            proposal__call=call,
            proposal__status=Status.SUBMITTED,
            confirmed_at=None,
            person__is_active=True,
        )
        .select_related("person", "proposal__initiative", "proposal__call__cohort__program")
        .order_by("pk")
    )


def reminder_of(mentor: ProposalMentor, now: datetime) -> dict[str, Any]:
    """What is sent, and what is shown before. The same key all day: it goes once."""
    proposal = mentor.proposal
    return {
        "kind": "match",
        "key": f"proposal-remind:{proposal.public_id}:{mentor.pk}:{now.date()}",
        "template": "proposals/remind_mentor",
        "context": words_of(proposal),
        "url": reverse("proposals:proposal", args=[proposal.public_id]),
    }


def sample_reminder(*, mentor: ProposalMentor, reader: User, now: datetime) -> Preview:
    """Never saved; the page says how many."""
    return preview_of(people=0, reader=reader, told=reminder_of(mentor, now))
