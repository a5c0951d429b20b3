"""A project on paper: begun, written, handed in, taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from initiatives.models import Initiative
from mentorship.core.phases import Phase, phase_at
from mentorship.proposals.actions.chosen import tell_who_counts_on_it
from mentorship.proposals.actions.step import note
from mentorship.proposals.actions.turn import tell_whose_turn
from mentorship.proposals.core.approvals import Part, cleared_by
from mentorship.proposals.core.call import takes_proposals
from mentorship.proposals.models import (
    Call,
    Deed,
    Proposal,
    ProposalMentor,
    ProposalSkill,
    ProposalStep,
    Status,
)
from mentorship.proposals.queries.letter_words import words_of
from mentorship.proposals.rules import runs_program_of
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notices
from portal.people.models import Skill, User

MOST_OPEN, MOST_BEGUN_A_DAY = 5, 20
DAY = timedelta(days=1)
UNDER_WAY = (Phase.RUNNING, Phase.MIDTERM, Phase.FINISHED)


class CallClosed(Exception):
    """The last day for proposals is over."""


class TooManyProposals(Exception):
    """Nobody mentors six projects at once."""


class BegunTooOften(Exception):
    """Drafts that are withdrawn at once are not begun without end."""


class StaleProposal(Exception):
    """It was changed since the person has read it, or is no longer where they think it is."""


class TermBegan(Exception):
    """People work on it: what it says stays."""


class NotAMentor(Exception):
    """Only its confirmed mentors write a proposal."""


class Unfinished(Exception):
    """A proposal says what is to be done before it is handed in."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    title: str
    initiative: Initiative
    description: str = ""
    prerequisites: str = ""
    upstream_url: str = ""
    places: int = 1
    skills: Sequence[tuple[Skill, int]] = ()


@transaction.atomic
def begin_proposal(*, call: Call, facts: Facts, by: User, now: datetime) -> Proposal:
    """A draft; who begins it is its first mentor.

    Raises CallClosed, TooManyProposals, BegunTooOften.
    """
    hold(f"propose:{by.pk}")
    if not takes_proposals(call.dates, now):
        raise CallClosed
    own = Proposal.objects.exclude(status=Status.WITHDRAWN).filter(call=call).of(by)
    if own.count() >= MOST_OPEN:
        raise TooManyProposals
    begun = ProposalStep.objects.filter(by=by, deed=Deed.BEGUN, at__gt=now - DAY)
    if begun.count() >= MOST_BEGUN_A_DAY:
        raise BegunTooOften
    proposal = Proposal(call=call)
    write(proposal, facts)
    ProposalMentor.objects.create(proposal=proposal, person=by, confirmed_at=now, asked_at=now)
    note(proposal, deed=Deed.BEGUN, by=by, now=now)
    return proposal


@transaction.atomic
def change_proposal(
    *, proposal: Proposal, facts: Facts, by: User, seen: int, now: datetime
) -> Proposal:
    """What its mentors and those who approved it would want to know asks all of them again; how
    one prepares does not.

    Raises StaleProposal, TermBegan, NotAMentor.
    """
    row = locked(proposal, seen)
    refuse_strangers(row, by)
    if has_begun(row, now):
        raise TermBegan
    changed = differing(row, facts)
    if not changed:
        return row
    write(row, facts)
    take_back(row, changed=changed, by=by, now=now)
    return row


@transaction.atomic
def hand_in_proposal(*, proposal: Proposal, by: User, seen: int, now: datetime) -> Proposal:
    """Also again, after it was given back, when the call has closed meanwhile.

    Raises StaleProposal, NotAMentor, CallClosed, Unfinished.
    """
    row = locked(proposal, seen)
    refuse_strangers(row, by)
    if row.status != Status.DRAFT:
        raise StaleProposal
    if row.submitted_at is None and not takes_proposals(row.call.dates, now):
        raise CallClosed
    if not row.description.strip():
        raise Unfinished
    row.status, row.submitted_at, row.returned_words = Status.SUBMITTED, now, ""
    row.save(update_fields=["status", "submitted_at", "returned_words", "updated_at"])
    note(row, deed=Deed.HANDED_IN, by=by, now=now)
    tell_whose_turn(row, now=now)
    return row


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: User, now: datetime) -> Proposal:
    """Any time, by a confirmed mentor, without a reason; the others hear of it. By who runs the
    program, where nobody has confirmed.

    Raises NotAMentor. Safe to repeat.
    """
    row = locked(proposal, None)
    if row.status == Status.WITHDRAWN:
        return row
    if has_mentor(row) or not is_run_by(row, by):
        refuse_strangers(row, by)
    withdraw(row, by=by, now=now)
    return row


def withdraw(row: Proposal, *, by: User | None, now: datetime) -> None:
    """The addresses of those who were asked by mail go with it; who counts on it is told."""
    was_public = row.status == Status.APPROVED
    row.status, row.approved_at, row.group_approved_at = Status.WITHDRAWN, None, None
    row.save(update_fields=["status", "approved_at", "group_approved_at", "updated_at"])
    row.mentors.exclude(address="").delete()
    note(row, deed=Deed.WITHDRAWN, by=by, now=now, was_public=was_public)
    others = [mentor.person for mentor in row.mentors.select_related("person") if mentor.person]
    send_notices(
        people=[person for person in others if person != by],
        kind="match",
        key=f"proposal-withdrawn:{row.public_id}",
        template="proposals/withdraw_proposal",
        context=words_of(row),
        url=reverse("proposals:mine"),
    )
    tell_who_counts_on_it(row, now=now)


def locked(proposal: Proposal, seen: int | None) -> Proposal:
    """The row under its lock, with what all the actions read. Raises StaleProposal."""
    row = (
        Proposal.objects.select_for_update(of=["self"])
        .select_related("call__cohort__program", "initiative")
        .get(pk=proposal.pk)
    )
    if seen is not None and row.version != seen:
        raise StaleProposal
    return row


def has_begun(row: Proposal, now: datetime) -> bool:
    return phase_at(row.call.cohort.dates, now) in UNDER_WAY


def has_mentor(row: Proposal) -> bool:
    return row.mentors.filter(confirmed_at__isnull=False).exists()


def is_run_by(row: Proposal, by: User) -> bool:
    """Handed in, of a program they run. A draft is nobody's business but its mentors'."""
    return row.status in {Status.SUBMITTED, Status.APPROVED} and runs_program_of(by, row)


def refuse_strangers(row: Proposal, by: User) -> None:
    if not row.mentors.filter(person=by, confirmed_at__isnull=False).exists():
        raise NotAMentor


def take_back(
    row: Proposal,
    *,
    changed: frozenset[Part],
    by: User | None,
    now: datetime,
    deed: Deed = Deed.CHANGED,
) -> None:
    """What an edit of these parts makes of confirmations and approvals, noted."""
    cleared = cleared_by(changed)
    had_approvals = row.group_approved_at is not None or row.approved_at is not None
    row.version += 1
    if cleared.approvals:
        row.group_approved_at = row.approved_at = None
        if row.status == Status.APPROVED:
            row.status = Status.SUBMITTED
    row.save()
    note(
        row,
        deed=deed,
        by=by,
        now=now,
        parts=changed if deed is Deed.CHANGED else (),
        cleared=cleared.approvals and had_approvals,
    )
    if cleared.confirmations:
        ask_again(row, but=by)
    tell_whose_turn(row, now=now)


def ask_again(row: Proposal, *, but: User | None) -> None:
    """Whoever agreed to another text says so anew."""
    agreed = row.mentors.filter(confirmed_at__isnull=False).exclude(person=but)
    people = [mentor.person for mentor in agreed.select_related("person") if mentor.person]
    agreed.update(confirmed_at=None)
    send_notices(
        people=people,
        kind="match",
        key=f"proposal-again:{row.public_id}:{row.version}",
        template="proposals/confirm_again",
        context=words_of(row),
        url=reverse("proposals:proposal", args=[row.public_id]),
    )


def differing(row: Proposal, facts: Facts) -> frozenset[Part]:
    had = [(one.skill_id, one.level) for one in row.skills.all()]
    wanted = [(skill.pk, level) for skill, level in facts.skills]
    pairs = {
        Part.TITLE: (row.title, facts.title),
        Part.DESCRIPTION: (row.description, facts.description),
        Part.GROUP: (row.initiative_id, facts.initiative.pk),
        Part.SKILLS: (sorted(had), sorted(wanted)),
        Part.PLACES: (row.places, facts.places),
        Part.PREREQUISITES: (row.prerequisites, facts.prerequisites),
        Part.UPSTREAM: (row.upstream_url, facts.upstream_url),
    }
    return frozenset(part for part, (before, after) in pairs.items() if before != after)


def write(proposal: Proposal, facts: Facts) -> None:
    proposal.title, proposal.initiative = facts.title, facts.initiative
    proposal.description, proposal.prerequisites = facts.description, facts.prerequisites
    proposal.upstream_url, proposal.places = facts.upstream_url, facts.places
    proposal.full_clean(exclude=["call"])
    proposal.save()
    proposal.skills.all().delete()
    ProposalSkill.objects.bulk_create(
        ProposalSkill(proposal=proposal, skill=skill, level=level) for skill, level in facts.skills
    )
