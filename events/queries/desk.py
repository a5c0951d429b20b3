"""What the start page of the desk says about the meetings somebody arranges."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import Place, Rsvp
from portal.core.agenda import Item, in_order
from portal.kit import clock
from portal.people.models import User

from .clashes import clashes
from .desk_meetings import DeskMeeting, State, desk_meetings, organized_groups, series_of

MOST = 60
RUNS_OUT = timedelta(hours=24)


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """Twelve queries; three for who arranges nothing. A superuser, who could arrange every
    meeting, is not told of all of them."""
    if person.is_superuser:
        return []
    rows = desk_meetings(series_of(person=person, now=now)[:MOST], now=now)
    return [
        *(item for row in rows for item in items(row)),
        *offers_running_out(person, now),
        *clashes_ahead(person, now),
    ]


def needs_of(*, person: User, now: datetime) -> list[Item]:
    """The same without what merely comes up: each asks for something to be done."""
    return in_order(item for item in desk_of(person=person, now=now) if item.action)


def offers_running_out(person: User, now: datetime) -> list[Item]:
    """Seats held for who is first in line, that nobody has taken yet."""
    held = Rsvp.objects.filter(
        place=Place.OFFERED,
        expires_at__gt=now,
        expires_at__lte=now + RUNS_OUT,
        occurrence__series__initiative__in=organized_groups(person=person, on=now.date()),
    )
    dates = held.values_list(
        "occurrence__series__title",
        "occurrence__series__initiative__name",
        "occurrence__series__slug",
        "occurrence__original_date",
    ).annotate(until=Min("expires_at"), seats=Count("pk"))
    return [
        Item(
            what=title,
            url=reverse("events:desk_people", args=[slug, day]),
            due=until,
            with_whom=group,
            why=ngettext(
                "%(n)d seat is held for who is next in line, and nobody has taken it yet.",
                "%(n)d seats are held for who is next in line, and nobody has taken them yet.",
                seats,
            )
            % {"n": seats},
            action=_("See who comes"),
            kind=_("Seats"),
        )
        for title, group, slug, day, until, seats in dates.order_by("until", "occurrence")[:MOST]
    ]


def clashes_ahead(person: User, now: datetime) -> list[Item]:
    """One line however many there are: the page of clashes tells them apart."""
    found = [clash for clash in clashes(person=person, now=now) if clash.is_public]
    if not found:
        return []
    first = found[0]
    words = ngettext(
        "%(n)d pair of meetings clashes in the next twelve weeks",
        "%(n)d pairs of meetings clash in the next twelve weeks",
        len(found),
    )
    return [
        Item(
            what=words % {"n": len(found)},
            url=reverse("events:desk_clashes"),
            at=first.dates[0].start,
            with_whom=_("%(one)s and %(other)s") % {"one": first.own, "other": first.other},
            why=first.reasons[0],
            action=_("See what you can do"),
            kind=_("Clash"),
            is_stale=True,
        )
    ]


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
