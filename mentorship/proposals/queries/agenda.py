from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mentorship.proposals.models import Status
from portal.core.agenda import Item
from portal.people.models import User

from .own_proposals import own_places

MOST = 20


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """Projects somebody is asked to mentor, and drafts they have not handed in. One query."""
    places = (
        own_places(person)
        .exclude(proposal__status=Status.WITHDRAWN)
        .filter(Q(confirmed_at=None) | Q(proposal__status=Status.DRAFT))
        .filter(proposal__call__cohort__starts_on__gte=now.date())
        .select_related("proposal__initiative")
    )
    return [
        Item(
            what=_("Say whether you mentor: %(title)s") % {"title": place.proposal.title}
            if place.confirmed_at is None
            else _("Hand in your project: %(title)s") % {"title": place.proposal.title},
            url=reverse("proposals:proposal", args=[place.proposal.public_id]),
            why=place.proposal.initiative.name,
            action=_("Read it"),
            kind=_("Mentorship"),
            is_waiting=place.confirmed_at is None,
        )
        for place in places[:MOST]
    ]
