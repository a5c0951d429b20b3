"""A proposal as those read it who write it, are asked about it or decide about it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mentorship.proposals.core.approvals import Approver, next_approver, waits_for
from mentorship.proposals.core.call import last_minute, public_at, takes_proposals
from mentorship.proposals.models import Deed, Proposal, ProposalMentor, ProposalStep, Status
from portal.kit.markdown import markdown_html
from portal.people.models import User
from portal.people.queries.names import told_name

from .projects import SkillLine, skill_lines
from .standing import leads_of, mentor_name, standing_of
from .wait_words import part_words, wait_words

MOST_STEPS = 100


@dataclass(frozen=True)
class MentorLine:
    """`is_name`: of a list, without a way to ask them."""

    pk: int
    name: str
    is_confirmed: bool
    is_reader: bool
    is_name: bool


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    said: str
    by: str
    parts: str
    cleared: bool


@dataclass(frozen=True)
class ProposalDetail:
    public_id: str
    title: str
    url: str
    program: str
    cohort: str
    group: str
    group_url: str
    status: str
    status_label: str
    version: int
    places: int
    description: SafeString
    prerequisites: SafeString
    upstream_url: str
    returned_words: str
    skills: tuple[SkillLine, ...]
    mentors: tuple[MentorLine, ...]
    waits: tuple[str, ...]
    turn: Approver | None
    history: tuple[HistoryLine, ...]
    closes_at: datetime
    public_at: datetime
    is_open: bool

    @property
    def own(self) -> MentorLine | None:
        """The reader among its mentors."""
        return next((mentor for mentor in self.mentors if mentor.is_reader), None)

    @property
    def has_mentor(self) -> bool:
        return any(mentor.is_confirmed for mentor in self.mentors)

    @property
    def names(self) -> tuple[tuple[int, str], ...]:
        """Whom a list named and nobody has asked."""
        return tuple((mentor.pk, mentor.name) for mentor in self.mentors if mentor.is_name)


def proposal_detail(
    *, proposal: Proposal, reader: User, own: ProposalMentor | None, now: datetime
) -> ProposalDetail:
    """Of a proposal whose skills and mentors are read; `own` is the reader's place among them. Two
    queries."""
    standing = standing_of(proposal, has_lead=bool(leads(proposal, now.date())))
    waits = waits_for(standing) if proposal.status != Status.WITHDRAWN else ()
    call, group = proposal.call, proposal.initiative
    return ProposalDetail(
        public_id=str(proposal.public_id),
        title=proposal.title,
        url=reverse("proposals:proposal", args=[proposal.public_id]),
        program=call.cohort.program.name,
        cohort=call.cohort.name,
        group=group.name,
        group_url=group.get_absolute_url(),
        status=proposal.status,
        status_label=str(proposal.get_status_display()),
        version=proposal.version,
        places=proposal.places,
        description=markdown_html(proposal.description),
        prerequisites=markdown_html(proposal.prerequisites),
        upstream_url=proposal.upstream_url,
        returned_words=proposal.returned_words,
        skills=skill_lines(proposal),
        mentors=tuple(
            MentorLine(
                pk=mentor.pk,
                name=mentor_name(mentor),
                is_confirmed=mentor.confirmed_at is not None,
                is_reader=own is not None and mentor.pk == own.pk,
                is_name=mentor.person_id is None and not mentor.address,
            )
            for mentor in proposal.mentors.all()
        ),
        waits=tuple(wait_words(wait, group=group.name) for wait in waits),
        turn=next_approver(standing) if waits else None,
        history=history_of(proposal),
        closes_at=last_minute(call.dates),
        public_at=public_at(call.dates),
        is_open=takes_proposals(call.dates, now),
    )


def leads(proposal: Proposal, on: date) -> set[int]:
    found = leads_of(initiatives=[proposal.initiative_id], on=on)
    return found.get(proposal.initiative_id, set())


def history_of(proposal: Proposal) -> tuple[HistoryLine, ...]:
    """The newest first. One query."""
    rows = (
        ProposalStep.objects.filter(proposal=proposal)
        .select_related("by__profile")
        .order_by("-at", "-pk")
    )
    return tuple(
        HistoryLine(
            at=row.at,
            said=str(Deed(row.deed).label),
            by=(told_name(row.by) or _("a member")) if row.by else "",
            parts=part_words(row.parts),
            cleared=row.cleared,
        )
        for row in rows[:MOST_STEPS]
    )
