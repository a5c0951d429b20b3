from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import RoleHolding
from mentorship.models import ProgramAdmin
from mentorship.proposals.core.approvals import Approver
from mentorship.proposals.models import Proposal, ProposalMentor, Status
from portal.core.agenda import Item
from portal.people.models import User

from .desk_proposals import desk_proposals
from .projects import MENTORS

MOST = 50
CONFIRMED = Q(confirmed_at__isnull=False)


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """Projects that wait for this person, as who speaks for their group or runs the program, and
    those of the program whose last mentor has left. Three queries, five where there are any."""
    seats = RoleHolding.objects.current(now.date()).filter(person=person, role__in=LEAD_ROLES)
    groups = set(seats.values_list("initiative", flat=True))
    programs = set(ProgramAdmin.objects.filter(person=person).values_list("program", flat=True))
    if not groups and not programs:
        return []
    rows = list(
        Proposal.objects.filter(
            Q(status=Status.SUBMITTED)
            | Q(status=Status.APPROVED, call__cohort__ends_on__gte=now.date())
            & ~Exists(ProposalMentor.objects.filter(CONFIRMED, proposal=OuterRef("pk")))
        )
        .filter(Q(initiative__in=groups) | Q(call__cohort__program__in=programs))
        .select_related("initiative", "call__cohort")
        .prefetch_related(MENTORS)
        .order_by("submitted_at", "pk")[:MOST]
    )
    said = desk_proposals(rows, on=now.date())
    return [
        Item(
            what=(
                _("A project without a mentor: %(title)s")
                if one.lost_mentor
                else _("Look at a project: %(title)s")
            )
            % {"title": one.title},
            url=one.url,
            with_whom=one.group,
            action=_("Read it"),
            kind=_("Mentorship"),
            is_waiting=True,
        )
        for row, one in zip(rows, said, strict=True)
        if (one.turn is Approver.GROUP and row.initiative_id in groups)
        or (
            (one.turn is Approver.PROGRAM or one.lost_mentor)
            and row.call.cohort.program_id in programs
        )
    ]
