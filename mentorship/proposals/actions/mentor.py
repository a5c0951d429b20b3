"""Who mentors a project: asked by somebody, and nobody's mentor until they say so themselves."""

from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from mentorship.proposals.actions.chosen import tell_without_mentor
from mentorship.proposals.actions.proposal import (
    StaleProposal,
    TermBegan,
    has_begun,
    has_mentor,
    is_run_by,
    locked,
    refuse_strangers,
    take_back,
    withdraw,
)
from mentorship.proposals.actions.step import note
from mentorship.proposals.actions.turn import tell_whose_turn
from mentorship.proposals.core.approvals import Part
from mentorship.proposals.models import (
    MOST_MENTORS,
    Deed,
    Proposal,
    ProposalMentor,
    ProposalStep,
    Status,
)
from mentorship.proposals.queries.letter_words import words_of
from portal.kit import clock
from portal.notices.actions.notice import send_notice, write_to_guest
from portal.people.models import User

DAY = timedelta(days=1)
# A mentor asks a few people; who took in a list asks all those it names.
MOST_ASKED_A_DAY, MOST_ASKED_BY_DESK = 20, 200


class NobodyThere(Exception):
    """No account has this handle."""


class AskedBefore(Exception):
    """They are among the mentors already."""


class TooManyMentors(Exception):
    """Four people answer for a project at most."""


class AskedTooOften(Exception):
    """Letters to strangers are not sent without end."""


class NotAsked(Exception):
    """This person is not among those who were asked."""


@transaction.atomic
def ask_mentor(
    *,
    proposal: Proposal,
    who: str,
    by: User,
    now: datetime,
    instead_of: ProposalMentor | None = None,
) -> ProposalMentor:
    """By handle or by address; of an address nobody learns here whether it has an account.

    A list only names its mentors: who runs the program asks people `instead_of` these names. So
    they do during the term where the last mentor has left: what was approved stays.

    Raises NotAMentor, StaleProposal, TermBegan, NobodyThere, AskedBefore, TooManyMentors,
    AskedTooOften.
    """
    row = locked(proposal, None)
    is_desk = refuse_who_may_not_ask(row, by)
    if row.status == Status.WITHDRAWN:
        raise StaleProposal
    goes_on = is_at_work(row, now)
    if has_begun(row, now) and (has_mentor(row) or not goes_on):
        raise TermBegan
    others = row.mentors.exclude(pk=instead_of.pk) if instead_of else row.mentors.all()
    if others.count() >= MOST_MENTORS:
        raise TooManyMentors
    asked = ProposalStep.objects.filter(by=by, deed=Deed.ASKED, at__gt=now - DAY)
    if asked.count() >= (MOST_ASKED_BY_DESK if is_desk else MOST_ASKED_A_DAY):
        raise AskedTooOften
    facts = found_by(who)
    if row.mentors.filter(**facts).exists():
        raise AskedBefore
    if instead_of is not None:
        named_only(row).filter(pk=instead_of.pk).delete()
    mentor = ProposalMentor.objects.create(proposal=row, asked_at=now, **facts)
    if goes_on:
        note(row, deed=Deed.ASKED, by=by, now=now)
    else:
        take_back(row, changed=frozenset({Part.MENTORS}), by=by, now=now, deed=Deed.ASKED)
    write_invitation(row, mentor)
    return mentor


def refuse_who_may_not_ask(row: Proposal, by: User) -> bool:
    """Whether they ask as who runs the program: while nobody mentors it, or names of a list are
    left. Raises NotAMentor."""
    if is_run_by(row, by) and (not has_mentor(row) or named_only(row).exists()):
        return True
    refuse_strangers(row, by)
    return False


def named_only(row: Proposal) -> QuerySet[ProposalMentor]:
    """Whom a list named and nobody has asked."""
    return row.mentors.filter(person=None, address="")


def found_by(who: str) -> dict[str, object]:
    if "@" in who.lstrip("@"):
        return {"address": who.lower()}
    person = User.objects.filter(handle__iexact=who.lstrip("@"), is_active=True).first()
    if person is None:
        raise NobodyThere
    return {"person": person}


def write_invitation(row: Proposal, mentor: ProposalMentor) -> None:
    """An address that somebody proved to read is their account's: they hear of it as they like."""
    told: dict[str, Any] = {
        "kind": "match",
        "key": f"proposal-asked:{row.public_id}:{mentor.pk}",
        "template": "proposals/ask_mentor",
        "url": reverse("proposals:proposal", args=[row.public_id]),
    }
    person = mentor.person or person_reading(mentor.address)
    if person is not None:
        send_notice(person=person, context=words_of(row), **told)
    else:
        write_to_guest(address=mentor.address, context={**words_of(row), "zone": "UTC"}, **told)


def person_reading(address: str) -> User | None:
    proved = EmailAddress.objects.filter(email__iexact=address, verified=True)
    proved = proved.filter(user__is_active=True).select_related("user")
    return next((one.user for one in proved[:1]), None)


@transaction.atomic
def confirm_mentor(*, proposal: Proposal, by: User, seen: int, now: datetime) -> ProposalMentor:
    """In person, to the text they have read. Raises NotAsked, StaleProposal. Safe to repeat."""
    row = locked(proposal, seen)
    if row.status == Status.WITHDRAWN:
        raise StaleProposal
    mentor = own_place(row, by)
    if mentor.confirmed_at is None:
        mentor.person, mentor.address, mentor.confirmed_at = by, "", now
        mentor.save(update_fields=["person", "address", "confirmed_at"])
        note(row, deed=Deed.CONFIRMED, by=by, now=now)
        tell_whose_turn(row, now=now)
    return mentor


def own_place(row: Proposal, person: User) -> ProposalMentor:
    """Asked twice, by handle and by mail, they are one mentor."""
    own = row.mentors.filter(person=person).first()
    by_mail = row.mentors.filter(address__in=proved_addresses(person))
    if own is None:
        own = by_mail.first()
    if own is None:
        raise NotAsked
    by_mail.exclude(pk=own.pk).delete()
    return own


def proved_addresses(person: User) -> list[str]:
    proved = EmailAddress.objects.filter(user=person, verified=True)
    return [address.lower() for address in proved.values_list("email", flat=True)]


@transaction.atomic
def leave_proposal(*, proposal: Proposal, by: User, now: datetime) -> None:
    """Says no, or steps back later, without a reason. Raises NotAsked.

    What was approved with them is looked at again, unless the term has begun: then it stays as it
    is, and of the last one who leaves those hear whom it concerns. Before, a project that nobody is
    left to write is withdrawn; one of a list is not: those who took it in ask somebody else.
    """
    row = locked(proposal, None)
    mentor = own_place(row, by)
    let_go(row, mentor, by=by, now=now)


@transaction.atomic
def take_off_mentor(*, proposal: Proposal, mentor: ProposalMentor, by: User, now: datetime) -> None:
    """Of those who were asked and have not answered; who confirmed leaves by themselves.

    Raises NotAMentor, NotAsked.
    """
    row = locked(proposal, None)
    refuse_who_may_not_ask(row, by)
    asked = row.mentors.filter(pk=mentor.pk, confirmed_at=None).exclude(person=by).first()
    if asked is None:
        raise NotAsked
    let_go(row, asked, by=by, now=now)


def let_go(row: Proposal, mentor: ProposalMentor, *, by: User, now: datetime) -> None:
    number, was_confirmed = mentor.pk, mentor.confirmed_at is not None
    mentor.delete()
    if row.status == Status.WITHDRAWN:
        return
    if is_at_work(row, now):
        note(row, deed=Deed.LEFT, by=by, now=now)
        if was_confirmed and not has_mentor(row):
            tell_without_mentor(row, left=number, now=now)
        return
    of_a_list = bool(row.key) and row.status != Status.DRAFT
    if of_a_list or row.mentors.filter(person__isnull=False).exists():
        take_back(row, changed=frozenset({Part.MENTORS}), by=by, now=now, deed=Deed.LEFT)
        return
    note(row, deed=Deed.LEFT, by=by, now=now)
    withdraw(row, by=by, now=now)


def is_at_work(row: Proposal, now: datetime) -> bool:
    """Approved, and the term has begun."""
    return row.status == Status.APPROVED and has_begun(row, now)


def forget_silent_addresses(*, now: datetime) -> int:
    """Of strangers who never answered, once the cohort is over. Returns how many."""
    over = ProposalMentor.objects.filter(proposal__call__cohort__ends_on__lt=now.date())
    return over.exclude(address="").delete()[0]


@transaction.atomic
def leave_everything(*, person: User) -> None:
    """Who leaves the site leaves every project; what only they have ever read goes with them."""
    addresses = proved_addresses(person)
    ProposalMentor.objects.filter(address__in=addresses).delete()
    own = list(Proposal.objects.of(person))
    for proposal in own:
        leave_proposal(proposal=proposal, by=person, now=clock.now())
    unread = Proposal.objects.filter(pk__in=[row.pk for row in own], submitted_at=None)
    unread.exclude(mentors__person__isnull=False).delete()
