"""What the start page of the desk says about the meetings somebody arranges."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.core.agenda import Item
from portal.kit import clock
from portal.people.models import User

from .desk_meetings import DeskMeeting, State, desk_meetings, organized_groups, series_of

MOST = 60


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """Three queries. A superuser, who could arrange every meeting, is not told of all of them."""
    if person.is_superuser:
        return []
    rows = desk_meetings(series_of(person=person, now=now)[:MOST], now=now)
    return [item for row in rows for item in items(row)]


def items(row: DeskMeeting) -> Iterator[Item]:
    kind = _("Meeting")
    if row.state in {State.DRAFT, State.RETURNED}:
        yield Item(
            what=row.title,
            url=row.text_url or row.url,
            with_whom=row.group,
            why=row.wrong[0],
            action=_("Write its text"),
            kind=kind,
            is_waiting=True,
        )
    if row.state is not State.PUBLISHED:
        return
    if row.ends_at or row.has_ended:
        yield Item(
            what=row.title,
            url=row.url,
            with_whom=row.group,
            why=_("Nobody has said when it meets after its last date."),
            action=_("Change its schedule"),
            kind=kind,
            is_stale=True,
        )
    if row.next_at and row.next_day:
        yield Item(
            what=row.title,
            url=reverse("events:desk_occurrence", args=[row.slug, row.next_day]),
            at=row.next_at,
            with_whom=row.group,
            kind=kind,
        )


def doors_of(*, person: User) -> list[tuple[str, str]]:
    groups = organized_groups(person=person, on=clock.now().date())
    return [(_("Meetings"), reverse("events:desk_meetings"))] if groups.exists() else []
