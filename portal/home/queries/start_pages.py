"""What every slice has for somebody, on one page."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from events.queries import agenda as events_agenda
from events.queries import desk as events_desk
from initiatives.contributions.queries import desk as contributions_desk
from initiatives.ladder.queries import desk as ladders_desk
from initiatives.onboarding.queries import agenda as paths_agenda
from initiatives.onboarding.queries import desk as paths_desk
from initiatives.queries import agenda as initiatives_agenda
from initiatives.queries import desk as initiatives_desk
from mentorship.alumni.queries import agenda as alumni_agenda
from mentorship.cohort_life.queries import agenda as pairs_agenda
from mentorship.cohort_life.queries import desk as pairs_desk
from mentorship.proposals.queries import agenda as proposals_agenda
from mentorship.proposals.queries import desk as proposals_desk
from mentorship.queries import agenda as mentorship_agenda
from mentorship.queries import desk as mentorship_desk
from mentorship.review.queries import agenda as review_agenda
from mentorship.selection.queries import agenda as selection_agenda
from portal.core.agenda import Item, in_order
from portal.home.queries.moderation import reviews_texts, texts_to_look_through
from portal.people.models import User

AGENDAS = (
    *(initiatives_agenda, paths_agenda, events_agenda),
    *(mentorship_agenda, proposals_agenda, review_agenda, selection_agenda, pairs_agenda),
    alumni_agenda,
)
DESKS = (
    *(initiatives_desk, paths_desk, ladders_desk, events_desk),
    *(mentorship_desk, proposals_desk, pairs_desk),
    contributions_desk,
)
DOORS = (initiatives_desk, ladders_desk, events_desk, mentorship_desk)


@dataclass(frozen=True)
class Desk:
    waiting: list[Item]
    stale: list[Item]
    coming: list[Item]
    doors: list[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.stale or self.coming)


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    return in_order(item for slice_ in AGENDAS for item in slice_.agenda_of(person=person, now=now))


def desk_of(*, person: User, now: datetime) -> Desk:
    items = in_order(
        [
            *texts_to_look_through(person=person, now=now),
            *(item for slice_ in DESKS for item in slice_.desk_of(person=person, now=now)),
        ]
    )
    return Desk(
        waiting=[item for item in items if item.is_waiting],
        stale=[item for item in items if item.is_stale and not item.is_waiting],
        coming=[item for item in items if not item.is_waiting and not item.is_stale],
        doors=doors_of(person=person),
    )


def doors_of(*, person: User) -> list[tuple[str, str]]:
    """Where somebody has work of their own; nobody without a duty has any."""
    doors = [door for slice_ in DOORS for door in slice_.doors_of(person=person)]
    if person.has_perm("wagtailadmin.access_admin"):
        if reviews_texts(person=person):
            doors.append((_("Texts in review"), reverse("home:review")))
        doors.append((_("Write and publish"), reverse("wagtailadmin_home")))
    return doors
