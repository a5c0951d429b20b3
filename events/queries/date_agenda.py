"""What people want to talk about on one date, as its pages show it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from events.models import AgendaItem, Occurrence, Treatment
from portal.people.models import User
from portal.people.queries.names import ShownName, shown_names

from .lines import occurrence_address

NOBODY = ShownName("", "")


@dataclass(frozen=True)
class Topic:
    """`by` has no name where its author shows none to this reader."""

    public_id: UUID
    title: str
    minutes: int | None
    link: str
    by: ShownName
    is_mine: bool
    treatment: str
    drop_reason: str
    carried_from: date | None
    carried_url: str

    @property
    def link_host(self) -> str:
        return urlsplit(self.link).hostname or ""

    @property
    def is_open(self) -> bool:
        return self.treatment == Treatment.OPEN

    @property
    def is_discussed(self) -> bool:
        return self.treatment == Treatment.DISCUSSED

    @property
    def is_dropped(self) -> bool:
        return self.treatment == Treatment.DROPPED


def agenda_at(
    *, occurrence: Occurrence, reader: User | AnonymousUser, audience: str
) -> list[Topic]:
    """In its order, with what was dropped. Two queries, one for an agenda nobody wrote on."""
    items = list(AgendaItem.objects.filter(occurrence=occurrence))
    authors = {item.added_by_id for item in items if item.added_by_id}
    names = shown_names(people=authors, audience=audience)
    slug = occurrence.series.slug
    return [topic(item, slug, names.get(item.added_by_id or 0, NOBODY), reader) for item in items]


def topic(item: AgendaItem, slug: str, by: ShownName, reader: User | AnonymousUser) -> Topic:
    return Topic(
        public_id=item.public_id,
        title=item.title,
        minutes=item.minutes,
        link=item.link,
        by=by,
        is_mine=item.added_by_id is not None and item.added_by_id == reader.pk,
        treatment=item.treatment,
        drop_reason=item.drop_reason,
        carried_from=item.carried_from,
        carried_url=occurrence_address(slug, item.carried_from) if item.carried_from else "",
    )


def minutes_planned(topics: Collection[Topic]) -> int:
    """Of those that say how long they take."""
    return sum(one.minutes or 0 for one in topics if not one.is_dropped)


def is_agenda_open(*, occurrence: Occurrence, now: datetime) -> bool:
    """To everybody; its organizers add at any time."""
    return not occurrence.is_cancelled and now < occurrence.starts_at
