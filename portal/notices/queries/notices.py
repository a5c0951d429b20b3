"""What a person was told, as far as they want to see it in the app."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.template import TemplateDoesNotExist

from portal.notices.letter import subject_of, zone_of_person
from portal.notices.models import MailState, Notice, Preference
from portal.people.models import User

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Line:
    public_id: UUID
    text: str
    kind: str
    url: str
    at: datetime
    is_unread: bool


def notices_of(*, person: User) -> QuerySet[Notice]:
    """Unread ones first, each part newest first."""
    return (
        shown_to(person)
        .annotate(is_unread=Q(read_at=None))
        .order_by("-is_unread", "-created_at", "-id")
    )


def unread_count(*, person: User) -> int:
    """One query; the header of every page asks it."""
    return shown_to(person).filter(read_at=None).count()


def latest_unread(*, person: User, limit: int = 3) -> list[Line]:
    return lines(notices_of(person=person).filter(read_at=None)[:limit], person=person)


def who_heard(*, key: str, before: datetime | None = None) -> set[int]:
    """Ids of the people who were told of this event, by then at the latest. One query."""
    told = Notice.objects.filter(key=key, person__isnull=False)
    if before is not None:
        told = told.filter(created_at__lte=before)
    return set(told.values_list("person_id", flat=True))


def heard_at(*, person: int, key: str) -> datetime | None:
    """When somebody was told of this event. One query."""
    told = Notice.objects.filter(person=person, key=key)
    return told.values_list("created_at", flat=True).first()


def heard_of(*, keys: Collection[str]) -> set[str]:
    """Those of these events that anybody was told of. One query."""
    return set(Notice.objects.filter(key__in=keys).values_list("key", flat=True))


def guests_who_heard(*, key: str) -> set[str]:
    """Their addresses. One query."""
    return set(Notice.objects.filter(key=key, person=None).values_list("address", flat=True))


def last_invitation(*, prefix: str, to: User | str) -> str:
    """What a calendar program was told last in notices whose keys begin so; "" when nothing. A mail
    that can still be taken back does not count. `to` is a person or a guest's address. One query.
    """
    told = Notice.objects.filter(key__startswith=prefix).exclude(invitation="")
    told = told.filter(person=to) if isinstance(to, User) else told.filter(address=to)
    told = told.exclude(mail=MailState.DUE, attempts=0)
    return told.order_by("-created_at", "-pk").values_list("invitation", flat=True).first() or ""


def shown_to(person: User) -> QuerySet[Notice]:
    unwanted = Preference.objects.filter(person=person.pk, in_app=False)
    return Notice.objects.filter(person=person.pk).exclude(kind__in=unwanted.values("kind"))


def lines(notices: Iterable[Notice], *, person: User) -> list[Line]:
    zone = zone_of_person(person)
    return [
        Line(
            public_id=notice.public_id,
            text=words_of(notice, zone),
            kind=notice.get_kind_display(),
            url=notice.url,
            at=notice.created_at,
            is_unread=notice.read_at is None,
        )
        for notice in notices
    ]


def words_of(notice: Notice, zone: str) -> str:
    """The subject of its mail. A template that an upgrade took away leaves the kind to be read."""
    try:
        return subject_of(notice, zone)
    except TemplateDoesNotExist:
        logger.warning("no template for notices of %s", notice.template)
        return notice.get_kind_display()
