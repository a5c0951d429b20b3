"""What somebody mentors or is asked to, and the calls that take more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from mentorship.models import Program
from mentorship.proposals.core.approvals import waits_for
from mentorship.proposals.core.call import is_public, last_minute, takes_proposals
from mentorship.proposals.models import Call, Proposal, ProposalMentor, Status
from portal.people.models import User

from .projects import MENTORS
from .standing import leads_of, standing_of
from .wait_words import wait_words

MOST_OWN, MOST_CALLS = 50, 50
# A day somewhere on Earth can begin or end more than half a day from the one in UTC.
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OwnProposal:
    """`is_asked`: this person has to say yes or no."""

    title: str
    url: str
    where: str
    status: str
    status_label: str
    waits: str
    is_asked: bool


@dataclass(frozen=True)
class OpenCall:
    program: str
    cohort: str
    url: str
    closes_at: datetime


def own_places(person: User) -> QuerySet[ProposalMentor]:
    """By account, or by an address they proved to read."""
    proved = EmailAddress.objects.filter(user=person, verified=True)
    addresses = proved.annotate(low=Lower("email")).values("low")
    return ProposalMentor.objects.filter(Q(person=person) | Q(address__in=addresses))


def own_proposals(*, person: User, now: datetime) -> list[OwnProposal]:
    """The newest cohort first. Four queries."""
    asked = set(own_places(person).filter(confirmed_at=None).values_list("proposal", flat=True))
    rows = (
        Proposal.objects.filter(pk__in=own_places(person).values("proposal"))
        .select_related("call__cohort__program", "initiative")
        .prefetch_related(MENTORS)
        .order_by("-call__cohort__starts_on", "title", "pk")[:MOST_OWN]
    )
    leads = leads_of(initiatives={row.initiative_id for row in rows}, on=now.date())
    return [
        own_proposal(row, has_lead=row.initiative_id in leads, is_asked=row.pk in asked)
        for row in rows
        if row.status != Status.WITHDRAWN or row.pk not in asked
    ]


def own_proposal(row: Proposal, *, has_lead: bool, is_asked: bool) -> OwnProposal:
    waits = waits_for(standing_of(row, has_lead=has_lead)) if row.status == "submitted" else ()
    return OwnProposal(
        title=row.title,
        url=reverse("proposals:proposal", args=[row.public_id]),
        where=f"{row.call.cohort.program.name}, {row.call.cohort.name} · {row.initiative.name}",
        status=row.status,
        status_label=str(row.get_status_display()),
        waits=wait_words(waits[0], group=row.initiative.name) if waits else "",
        is_asked=is_asked,
    )


def open_calls(*, now: datetime) -> list[OpenCall]:
    """That take proposals now, the one that closes first first. One query."""
    return [
        OpenCall(
            program=call.cohort.program.name,
            cohort=call.cohort.name,
            url=reverse("proposals:propose", args=[call.cohort.key]),
            closes_at=last_minute(call.dates),
        )
        for call in published_calls().filter(closes_on__gte=now.date() - A_DAY)[:MOST_CALLS]
        if takes_proposals(call.dates, now)
    ]


def published_calls() -> QuerySet[Call]:
    return (
        Call.objects.filter(cohort__program__in=Program.objects.published())
        .select_related("cohort__program")
        .order_by("closes_on", "pk")
    )


@dataclass(frozen=True)
class CallOfCohort:
    """What a program's page says of the projects of one of its cohorts."""

    url: str
    propose_url: str
    closes_at: datetime
    takes_proposals: bool
    is_public: bool


def calls_of(*, program_id: int, now: datetime) -> dict[str, CallOfCohort]:
    """Key of the cohort → its call. One query."""
    rows = Call.objects.filter(cohort__program=program_id).select_related("cohort__program")[
        :MOST_CALLS
    ]
    return {
        call.cohort.key: CallOfCohort(
            url=call.get_absolute_url(),
            propose_url=reverse("proposals:propose", args=[call.cohort.key]),
            closes_at=last_minute(call.dates),
            takes_proposals=takes_proposals(call.dates, now),
            is_public=is_public(call.dates, now),
        )
        for call in rows
    }
