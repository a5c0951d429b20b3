"""Who has a seat is reminded a day and an hour before."""

from datetime import datetime, timedelta
from typing import Any

from events.models import Occurrence, Rsvp, Treatment
from events.queries.audience import people
from events.queries.told_times import told_times
from portal.kit.addresses import absolute
from portal.notices.actions.notice import send_notices
from portal.notices.queries.notices import guests_who_heard, who_heard

from .change_notice import about
from .rsvp_notice import tell

HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
# How long before, and when it is too late for this one: the next is near then.
REMINDERS = ((DAY, 2 * HOUR), (HOUR, timedelta()))
TEMPLATE = "events/remind"
KIND = "meeting-reminder"


def send_reminders(*, now: datetime) -> int:
    """Safe to repeat: each is told once, and again only if the date moves.

    Nobody is reminded of what they said a moment ago, nor of a date that is off.
    """
    told = 0
    for before, too_late in REMINDERS:
        dates = Occurrence.objects.published().on()
        soon = dates.filter(starts_at__gt=now + too_late, starts_at__lte=now + before)
        for row in soon.select_related("series__initiative").order_by("starts_at", "pk"):
            told += remind(row, before)
    return told


def remind(row: Occurrence, before: timedelta) -> int:
    key = f"{about(row)}reminder {before} {row.starts_at.isoformat()}"
    seats = Rsvp.objects.seated().filter(occurrence=row, answered_at__lt=row.starts_at - before)
    agenda = agenda_link(row)
    untold = people(seats, None).exclude(pk__in=who_heard(key=key))
    told = send_notices(
        people=untold,
        kind=KIND,
        key=key,
        template=TEMPLATE,
        context={
            "title": row.title,
            "group": row.series.initiative.name,
            **told_times(row),
            **agenda,
        },
        url=row.get_absolute_url(),
    )
    guests = seats.filter(person=None).exclude(guest_email__in=guests_who_heard(key=key))
    for guest in guests.select_related("occurrence"):
        tell(guest, row, template=TEMPLATE, key=key, kind=KIND, **agenda)
        told += 1
    return told


def agenda_link(row: Occurrence) -> dict[str, Any]:
    """How much stands on the agenda and where to read it; topics themselves may still change."""
    topics = row.agenda_items.exclude(treatment=Treatment.DROPPED).count()
    if not topics:
        return {}
    there = absolute("events:agenda", row.series.slug, row.original_date)
    return {"topics": topics, "agenda_url": there}
