"""The one place that decides 404: what is not published does not exist, whoever asks to view it.

A superuser too: pages and feeds of a series are the same for everybody, and caches keep them. At
the desk its organizers find it all the same.
"""

from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.signing import Signer
from django.db.models import Prefetch
from django.http import Http404

from events.models import (
    ActionItem,
    AgendaItem,
    CalendarSource,
    Occurrence,
    PersonalFeed,
    Rsvp,
    Series,
    Treatment,
    Visitor,
)
from events.queries.desk_meetings import organized_groups
from events.queries.guest_link import public_id_in
from events.queries.lines import line, with_dates_before
from events.queries.seats import is_door_open, own_answer, own_seat
from events.rules import is_published
from initiatives.models import Initiative
from portal.kit import clock
from portal.people.models import User


def get_series(user: User | AnonymousUser, slug: str, verb: str = "view") -> Series:
    """One query, and one more for the groups it also serves."""
    return allowed(user, get_row(slug), verb)


def get_row(slug: str) -> Series | None:
    return (
        Series.objects.select_related("initiative", "imported")
        .prefetch_related("slots", served("also_for"))
        .filter(slug=slug)
        .first()
    )


def get_series_to_preview(user: User | AnonymousUser, slug: str) -> Series:
    """For who edits its text in the CMS, which has asked for that right before it previews."""
    series = get_row(slug)
    if series is None or not user.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return series


def get_organized_groups(user: User) -> list[Initiative]:
    """Groups whose meetings somebody may arrange. PermissionDenied for who has none. One query."""
    groups = list(organized_groups(person=user, on=clock.now().date()))
    if not groups:
        raise PermissionDenied
    return groups


def get_series_by_public_id(
    user: User | AnonymousUser, public_id: UUID, verb: str = "view"
) -> Series:
    return allowed(
        user, Series.objects.select_related("initiative").filter(public_id=public_id).first(), verb
    )


def get_occurrence(
    user: User | AnonymousUser, slug: str, day: date, verb: str = "view"
) -> Occurrence:
    """`day` is the date the rule gave, also for a date that was moved."""
    found = (
        Occurrence.objects.select_related("series__initiative", "slot", "minutes")
        .prefetch_related(served("series__also_for"))
        .filter(series__slug=slug, original_date=day)
    )
    occurrence = with_dates_before(found).first()
    if occurrence is None:
        raise Http404
    allowed(user, occurrence.series, verb)
    return occurrence


def get_occurrence_to_come_to(user: User | AnonymousUser, slug: str, day: date) -> Occurrence:
    """Something people come to; a deadline is not."""
    occurrence = get_occurrence(user, slug, day)
    if not line(occurrence).is_gathering:
        raise Http404
    return occurrence


def get_own_agenda_item(user: User, occurrence: Occurrence, key: UUID) -> AgendaItem:
    """Nobody else's can be withdrawn: its organizers drop it, with a reason."""
    item = AgendaItem.objects.filter(
        occurrence=occurrence, public_id=key, added_by=user, treatment=Treatment.OPEN
    ).first()
    if item is None:
        raise Http404
    return item


def get_agenda_item(occurrence: Occurrence, key: UUID) -> AgendaItem:
    """Of a date that came through here to be organized."""
    item = AgendaItem.objects.filter(occurrence=occurrence, public_id=key).first()
    if item is None:
        raise Http404
    return item


def get_action_item(occurrence: Occurrence, key: UUID) -> ActionItem:
    """Of a date that came through here to be organized."""
    item = ActionItem.objects.filter(minutes__occurrence=occurrence, public_id=key).first()
    if item is None:
        raise Http404
    return item


def get_occurrence_to_export(user: User, slug: str, day: date) -> Occurrence:
    """PermissionDenied for who reads the names and takes them nowhere."""
    occurrence = get_occurrence(user, slug, day, "list_people_of")
    if not user.has_perm("events.export_people_of_series", occurrence.series):
        raise PermissionDenied
    return occurrence


def get_visitor(occurrence: Occurrence, key: str) -> Visitor:
    """Of a date that came through here. Raises Http404 for a key that is none, too."""
    try:
        visitor = Visitor.objects.filter(occurrence=occurrence, public_id=UUID(key)).first()
    except ValueError:
        visitor = None
    if visitor is None:
        raise Http404
    return visitor


def get_own_action_item(user: User, key: UUID) -> ActionItem:
    """What minutes that are published say they took on; nobody else's exists."""
    item = ActionItem.objects.told().filter(person=user, public_id=key).first()
    if item is None:
        raise Http404
    return item


def get_guest(token: str, signer: Signer) -> Rsvp:
    """By the link in a mail, which speaks for whoever holds the mail. Raises Http404, also once
    the row is forgotten."""
    public_id = public_id_in(token, signer)
    if public_id is None:
        raise Http404
    rows = Rsvp.objects.filter(person=None, public_id=public_id)
    rsvp = rows.select_related("occurrence__series__initiative").first()
    if rsvp is None or not is_published(None, rsvp.occurrence.series):
        raise Http404
    return rsvp


def may_join(user: User | AnonymousUser, series: Series, occurrence: Occurrence | None) -> bool:
    """Where places are limited the call is for who has one, around its time, and for who holds it
    at any time. Without a date nobody has a place."""
    if series.capacity is None or user.has_perm("events.organize_series", series):
        return True
    return (
        occurrence is not None
        and is_door_open(occurrence=occurrence, now=clock.now())
        and own_seat(occurrence=occurrence, person=user)
    )


def may_join_as_guest(rsvp: Rsvp) -> bool:
    row = rsvp.occurrence
    is_open = row.series.capacity is None or is_door_open(occurrence=row, now=clock.now())
    return is_open and own_answer(rsvp).has_seat


def get_calendar_source(user: User, pk: int) -> CalendarSource:
    """Of a group whose meetings somebody arranges: the address of another's may be a key."""
    mine = CalendarSource.objects.filter(initiative__in=get_organized_groups(user))
    source = mine.select_related("initiative").filter(pk=pk).first()
    if source is None:
        raise Http404
    return source


def get_imported_series(user: User, slug: str) -> Series:
    series = get_series(user, slug, "organize")
    if not hasattr(series, "imported"):
        raise Http404
    return series


def get_own_feed(user: User, pk: int) -> PersonalFeed:
    """Nobody else's exists, for a superuser neither."""
    feed = PersonalFeed.objects.filter(person=user, pk=pk).first()
    if feed is None:
        raise Http404
    return feed


def served(path: str) -> Prefetch:
    """Listed groups only: a joint meeting does not give away one that is not."""
    return Prefetch(path, queryset=Initiative.objects.listed().order_by("name"))


def allowed(user: User | AnonymousUser, series: Series | None, verb: str) -> Series:
    """Who may not read the names of the people who come learns of no list of them."""
    if series is None:
        raise Http404
    is_shown = is_published(user, series)
    if verb == "view" and is_shown:
        return series
    if verb != "view" and user.has_perm(f"events.{verb}_series", series):
        return series
    if is_shown and verb != "list_people_of":
        raise PermissionDenied
    raise Http404
