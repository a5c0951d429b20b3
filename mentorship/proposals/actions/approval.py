"""The two who agree after the mentors: the group, then the program."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from mentorship.proposals.actions.proposal import (
    StaleProposal,
    TermBegan,
    has_begun,
    has_mentor,
    locked,
)
from mentorship.proposals.actions.step import note
from mentorship.proposals.actions.turn import tell_whose_turn
from mentorship.proposals.core.approvals import Approver, next_approver
from mentorship.proposals.models import Deed, Proposal, Status
from mentorship.proposals.queries.letter_words import words_of
from mentorship.proposals.queries.standing import leads_of, standing_of
from portal.notices.actions.notice import send_notices
from portal.people.models import User


class WaitsForMentors(Exception):
    """No project without mentors who said so themselves."""


class WaitsForGroup(Exception):
    """Whoever speaks for the group looks at it first."""


class OwnProposal(Exception):
    """Nobody approves for the program what they mentor themselves."""


class NoWords(Exception):
    """Nothing is given back without saying what to change."""


@transaction.atomic
def approve_for_group(*, proposal: Proposal, by: User, seen: int, now: datetime) -> Proposal:
    """By a lead, who may be one of its mentors: in most groups they are.

    Raises StaleProposal, WaitsForMentors. Safe to repeat.
    """
    row = handed_in(proposal, seen)
    if row.group_approved_at is not None:
        return row
    if turn_of(row, now) is Approver.MENTORS:
        raise WaitsForMentors
    row.group_approved_at = now
    row.save(update_fields=["group_approved_at", "updated_at"])
    note(row, deed=Deed.GROUP_APPROVED, by=by, now=now)
    tell_whose_turn(row, now=now)
    return row


@transaction.atomic
def approve_for_program(*, proposal: Proposal, by: User, seen: int, now: datetime) -> Proposal:
    """The last word; its mentors hear of it, everybody once the call is public.

    Raises StaleProposal, WaitsForMentors, WaitsForGroup, OwnProposal. Safe to repeat.
    """
    row = handed_in(proposal, seen)
    if row.status == Status.APPROVED:
        return row
    if row.mentors.filter(person=by).exists():
        raise OwnProposal
    turn = turn_of(row, now)
    if turn is Approver.MENTORS:
        raise WaitsForMentors
    if turn is Approver.GROUP:
        raise WaitsForGroup
    row.status, row.approved_at = Status.APPROVED, now
    row.save(update_fields=["status", "approved_at", "updated_at"])
    note(row, deed=Deed.APPROVED, by=by, now=now)
    tell_mentors(row, template="proposals/approve_proposal")
    return row


@transaction.atomic
def return_proposal(
    *, proposal: Proposal, words: str, by: User, seen: int, now: datetime
) -> Proposal:
    """To its mentors, with what to change, as long as nobody works on it.

    Raises StaleProposal, TermBegan, WaitsForMentors, NoWords.
    """
    if not words.strip():
        raise NoWords
    row = handed_in(proposal, seen)
    if row.status == Status.APPROVED and has_begun(row, now):
        raise TermBegan
    if not has_mentor(row):
        raise WaitsForMentors
    was_public = row.status == Status.APPROVED
    row.status, row.returned_words = Status.DRAFT, words.strip()
    row.group_approved_at = row.approved_at = None
    row.version += 1
    row.save()
    note(row, deed=Deed.RETURNED, by=by, now=now, was_public=was_public)
    tell_mentors(row, template="proposals/return_proposal", words=row.returned_words)
    return row


def handed_in(proposal: Proposal, seen: int) -> Proposal:
    row = locked(proposal, seen)
    if row.status not in {Status.SUBMITTED, Status.APPROVED}:
        raise StaleProposal
    return row


def turn_of(row: Proposal, now: datetime) -> Approver | None:
    leads = leads_of(initiatives=[row.initiative_id], on=now.date())
    return next_approver(standing_of(row, has_lead=bool(leads)))


def tell_mentors(row: Proposal, *, template: str, **words: str) -> None:
    """Whoever has confirmed, or was asked and has an account."""
    people = [one.person for one in row.mentors.select_related("person") if one.person]
    send_notices(
        people=people,
        kind="match",
        key=f"{template}:{row.public_id}:{row.version}:{row.updated_at.isoformat()}",
        template=template,
        context={**words_of(row), **words},
        url=reverse("proposals:proposal", args=[row.public_id]),
    )
