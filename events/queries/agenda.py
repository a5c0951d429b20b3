"""What somebody's own page says of meetings."""

from datetime import datetime

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from portal.core.agenda import Item
from portal.people.models import User

from .date_minutes import Action, own_actions
from .my_meetings import MyMeeting, my_meetings

MOST = 8


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """Three queries."""
    coming = [item(one) for one in my_meetings(person=person, now=now, most=MOST)]
    return [*coming, *(taken(one) for one in own_actions(person=person))]


def taken(one: Action) -> Item:
    """What they took on at a meeting."""
    return Item(
        what=one.text,
        url=f"{one.url}#minutes",
        with_whom=one.meeting,
        why=_("Until %(day)s.") % {"day": format_date(one.due_on, "j F Y")} if one.due_on else "",
        kind=_("Action item"),
    )


def item(one: MyMeeting) -> Item:
    return Item(
        what=one.line.title,
        url=one.line.url,
        at=one.line.starts_at,
        until=one.line.ends_at,
        days=(one.line.first_day, one.line.last_day) if one.line.is_all_day else None,
        with_whom=one.line.host.name,
        why=reason(one),
        kind=_("Meeting"),
    )


def reason(one: MyMeeting) -> str:
    if one.line.is_cancelled:
        return _("Cancelled: this date does not take place.")
    if one.line.is_moved:
        return _("Moved to this time.")
    if one.mine is None:
        return _("You follow this group.")
    if one.mine.is_offered:
        return _("A seat is free for you: take it before it goes to the next in line.")
    if one.mine.is_waiting:
        return _("You are in line for a seat.")
    return _("You said you come.") if one.has_seat else _("You said maybe.")
